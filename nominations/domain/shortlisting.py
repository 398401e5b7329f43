"""Entering candidates into rounds."""

from __future__ import annotations

from collections.abc import Iterable

from award.programme.domain.clock import edition_now
from award.programme.models import Category, Round
from award.programme.models.round import RoundQuerySet
from nominations.domain.finalist_told import plan_telling
from nominations.models import Candidate, Entry


def first_judged_round(category: Category) -> Round | None:
    """The round that the category's accepted candidates enter: its first jury's, else its public vote."""
    return judged_rounds_of(category).first()


def judged_rounds_of(category: Category) -> RoundQuerySet:
    """The juries and the vote of the rules that a category goes through, in their order."""
    judged = Round.objects.ordinary().exclude(kind=Round.Kind.NOMINATION)
    return judged.for_category(category).order_by("place")


def following(round: Round, category: Category) -> Round | None:
    """Into which round those go on who come of this one."""
    return judged_rounds_of(category).filter(place__gt=round.place).first()


def enter(*, candidate: Candidate, category: Category, round: Round) -> Entry:
    """The candidate's entry in the category and round; entered twice, it is one."""
    entry, _ = Entry.objects.get_or_create(
        candidate=candidate,
        category=category,
        round=round,
        defaults={"created_at": edition_now(round.edition)},
    )
    return entry


def advance(entries: Iterable[Entry], *, to: Round) -> list[Entry]:
    """Let entries go on to the next round; asked twice, they go on once.

    Whoever goes on to the vote is a finalist, and is told so by what is committed with it.
    """
    gone_on = [enter(candidate=e.candidate, category=e.category, round=to) for e in entries]
    if to.kind == Round.Kind.VOTE:
        plan_telling(gone_on)
    return gone_on
