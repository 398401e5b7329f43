"""Entering candidates into rounds."""

from __future__ import annotations

from collections.abc import Iterable

from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition, Round
from nominations.domain.finalist_told import plan_telling
from nominations.models import Candidate, Entry


def first_judged_round(edition: Edition) -> Round | None:
    """The round that accepted candidates enter: the jury's, else the public vote."""
    by_kind = {r.kind: r for r in edition.rounds.all()}
    return by_kind.get("jury") or by_kind.get("vote")


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
