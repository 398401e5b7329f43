"""What nominations hold of an edition that is to be deleted."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.programme.models import Edition
from nominations.models import Candidate, Nomination


def kept_by_nominations(edition: Edition) -> str:
    """Somebody who has confirmed a nomination, or stands as a candidate, is not forgotten in silence."""
    nominated = Nomination.objects.filter(round__edition=edition).confirmed().exists()
    if nominated or Candidate.objects.filter(edition=edition).exists():
        return _("Somebody is nominated: the edition stays.")
    return ""


def let_nominations_go(edition: Edition) -> None:
    """Those that nobody has confirmed: forms that were begun."""
    Nomination.objects.filter(round__edition=edition, confirmed_at=None).delete()


def nominations_that_go(edition: Edition) -> list[str]:
    """In words, for whoever is asked whether the edition is to go."""
    count = Nomination.objects.filter(round__edition=edition, confirmed_at=None).count()
    text = ngettext(
        "%d nomination that nobody has confirmed.",
        "%d nominations that nobody has confirmed.",
        count,
    )
    return [text % count] if count else []
