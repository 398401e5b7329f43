"""How fixed what is said of a candidate is: from free to sealed."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

from award.programme.domain.clock import edition_now
from award.programme.models import Round
from nominations.models import Candidate, Entry


class Fixity(IntEnum):
    """What a change of a candidate's name or words takes."""

    FREE = 0
    SHORTLISTED = 1
    VOTING = 2
    OVER = 3


def fixity(candidate: Candidate) -> Fixity:
    """Fixed with the shortlist, which the jury's sealed round makes; over once voters have chosen.

    Where there is no jury's round the vote's opening makes the shortlist; where there is no vote
    the jury's closing ends it.
    """
    now = edition_now(candidate.edition)
    vote, jury = _that_count(candidate)
    if vote is None:
        return Fixity.OVER if jury and jury.closes_at <= now else Fixity.FREE
    if jury and not Entry.objects.filter(candidate=candidate, round=vote).exists():
        return Fixity.FREE
    return _in_vote(vote, now, shortlisted=jury is not None)


def _that_count(candidate: Candidate) -> tuple[Round | None, Round | None]:
    """The vote that she stands in or may come to stand in, and the jury that chooses for it: the last of each."""
    entered = Entry.objects.filter(candidate=candidate).select_related("category")
    hers = {entry.category for entry in entered}
    held = [r for r in candidate.edition.rounds.all() if r.supplements_id is None]
    met = [r for r in held if any(map(r.is_for, hers))] or held
    last = {r.kind: r for r in sorted(met, key=lambda r: r.place)}
    return last.get(Round.Kind.VOTE), last.get(Round.Kind.JURY)


def _in_vote(vote: Round, now: datetime, *, shortlisted: bool) -> Fixity:
    if vote.closes_at <= now:
        return Fixity.OVER
    if vote.opens_at <= now:
        return Fixity.VOTING
    return Fixity.SHORTLISTED if shortlisted else Fixity.FREE
