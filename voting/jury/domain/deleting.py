"""What the jury holds of an edition that is to be deleted."""

from __future__ import annotations

from award.programme.models import Edition
from voting.jury.models import Juror


def let_jurors_go(edition: Edition) -> None:
    """Nobody has been nominated, so nobody has scored: the seats go."""
    Juror.objects.filter(edition=edition).delete()
