"""Whether somebody has come so far that no single organiser makes her leave."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from award.people.domain.two_persons import ActRefused
from award.programme.domain.clock import edition_now
from award.programme.models import Round
from nominations.models import Candidate, Entry


def takes_two(candidate: Candidate) -> bool:
    """Voters have seen her, or a round that she was judged in is over: voices are on her."""
    now = edition_now(candidate.edition)
    return any(r.closes_at <= now or _is_open_vote(r, now) for r in _rounds_with(candidate))


def refuse_uncounted(candidate: Candidate) -> None:
    """Raises `ActRefused` while a round that she stands in is closed and not yet sealed.

    Then nobody knows what her leaving would do, but somebody may guess.
    """
    now = edition_now(candidate.edition)
    if any(r.closes_at <= now and not hasattr(r, "seal") for r in _rounds_with(candidate)):
        raise ActRefused(
            _(
                "A round with this candidate in it is being counted. Wait until its result is sealed."
            )
        )


def _rounds_with(candidate: Candidate) -> list[Round]:
    entered = Entry.objects.filter(candidate=candidate).values("round")
    return list(Round.objects.filter(pk__in=entered).select_related("seal"))


def _is_open_vote(round: Round, now: datetime) -> bool:
    return round.is_vote and round.opens_at <= now
