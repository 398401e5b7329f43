"""A nominee who asks for more time to think: a last day of her own, before the finalists are chosen.

Silence stays a no, on her day as on everybody's. A later day for all is a change of the rules.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from award.programme.domain.clock import edition_now
from award.programme.domain.moments import in_zone
from nominations.domain.consenting import finalists_chosen, her_last_day, is_over, needs_yes
from nominations.models import Candidate


class NoMoreTime(Exception):
    """It cannot be asked for or given; the message says why to whoever tries."""


def can_ask_for_time(candidate: Candidate) -> bool:
    """While she has said nothing, a yes is needed, and her last day has not passed."""
    if candidate.has_answered or not needs_yes(candidate.edition):
        return False
    return not is_over(candidate)


def refuse_asking_late(candidate: Candidate) -> None:
    """Raises `NoMoreTime`, in words to her."""
    if candidate.has_answered:
        raise NoMoreTime(_("You have answered already, and can change your answer above."))
    if not can_ask_for_time(candidate):
        raise NoMoreTime(_("The last day to answer has passed, so there is no time to ask for."))


def can_be_given_until(candidate: Candidate) -> datetime | None:
    """The last moment that she can be given, if there is one later than hers that is still to come."""
    latest, hers = finalists_chosen(candidate.edition), her_last_day(candidate)
    if latest is None or hers is None or candidate.has_answered:
        return None
    return latest if latest > max(hers, edition_now(candidate.edition)) else None


def give_time(candidate: Candidate, *, until: datetime | None) -> None:
    """Her yes counts until then. The caller holds her row. Raises `NoMoreTime`, to an organiser.

    She asked in time, or could not have asked: so it may be given when the common day has passed.
    """
    if candidate.has_answered:
        raise NoMoreTime(_("The answer has come already, so no more time is needed."))
    latest = can_be_given_until(candidate)
    if latest is None:
        raise NoMoreTime(
            _("No more time can be given: the finalists are chosen on the last day, or have been.")
        )
    if until is None:
        raise NoMoreTime(_("Write until when."))
    _check_between(candidate, until, latest)
    candidate.answer_until = until
    candidate.save(update_fields=["answer_until"])


def _check_between(candidate: Candidate, until: datetime, latest: datetime) -> None:
    edition, hers = candidate.edition, her_last_day(candidate)
    if until > latest:
        text = _("The finalists are chosen on %s: choose that moment or an earlier one.")
        raise NoMoreTime(text % in_zone(latest, edition))
    if until <= edition_now(edition):
        raise NoMoreTime(_("That moment has passed: choose a later one."))
    if hers and until <= hers:
        text = _("The last day is %s already: choose a later moment.")
        raise NoMoreTime(text % in_zone(hers, edition))
