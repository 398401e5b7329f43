"""What the jury holds of an edition that is to be deleted."""

from __future__ import annotations

from django.utils.translation import ngettext

from award.programme.models import Edition
from voting.jury.models import Juror


def let_jurors_go(edition: Edition) -> None:
    """Nobody has been nominated, so nobody has scored: the seats go."""
    Juror.objects.filter(edition=edition).delete()


def jurors_that_go(edition: Edition) -> list[str]:
    """In words, for whoever is asked whether the edition is to go."""
    count = Juror.objects.filter(edition=edition).count()
    text = ngettext("%d seat in the jury.", "%d seats in the jury.", count)
    return [text % count] if count else []
