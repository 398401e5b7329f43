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
    rounds = {r.kind: r for r in candidate.edition.rounds.all()}
    now = edition_now(candidate.edition)
    vote, jury = rounds.get(Round.Kind.VOTE), rounds.get(Round.Kind.JURY)
    if vote is None:
        return Fixity.OVER if jury and jury.closes_at <= now else Fixity.FREE
    if jury and not Entry.objects.filter(candidate=candidate, round=vote).exists():
        return Fixity.FREE
    return _in_vote(vote, now, shortlisted=jury is not None)


def _in_vote(vote: Round, now: datetime, *, shortlisted: bool) -> Fixity:
    if vote.closes_at <= now:
        return Fixity.OVER
    if vote.opens_at <= now:
        return Fixity.VOTING
    return Fixity.SHORTLISTED if shortlisted else Fixity.FREE
