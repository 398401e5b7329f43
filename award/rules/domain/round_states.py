"""How far a round has come: what may still change of it depends on that alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from award.mail.domain.outages import outage_within
from award.programme.models import Edition, Round, Seal
from award.rules.domain.document import Rules
from award.rules.models import RuleBook

WATCHED = timedelta(hours=1)  # an outage in the last hour of a vote …
WAIT = timedelta(hours=24)  # … keeps its seal waiting so long for a decision


class RoundState(StrEnum):
    """How far a round has come.

    `REOPENED`: open again after a closing; `GRACE`: closed, and not to be sealed yet; `CLOSED`: the seal
    is due; `SEALED`: it is there.
    """

    TO_COME = "to_come"
    OPEN = "open"
    REOPENED = "reopened"
    GRACE = "grace"
    CLOSED = "closed"
    SEALED = "sealed"


def seal_due_at(round: Round, rules: Rules) -> datetime:
    """From when the round is to be sealed: its closing, and the grace that the rules give it.

    A vote has none, unless the platform was out in its last hour: then people have a day to decide.
    """
    due = round.closes_at + rules.grace(round.slug)
    return due + WAIT if has_outage(round) else due


def has_outage(round: Round) -> bool:
    """Whether the platform was out in the last hour of a vote. A made-up edition's clock knows no such hour."""
    if not round.is_vote or round.edition.is_made_up:
        return False
    return outage_within(round.closes_at - WATCHED, round.closes_at)


def round_states(edition: Edition, rules: Rules, *, now: datetime) -> Mapping[str, RoundState]:
    """Each round's that the rules foresee, by slug, at a moment of the edition's clock."""
    held = Round.objects.filter(edition=edition).ordinary()
    rounds = list(held.select_related("edition").in_order())
    sealed = set(Seal.objects.filter(round__in=rounds).values_list("round", flat=True))
    once_closed = _once_closed(edition)
    return {
        each.slug: RoundState.SEALED
        if each.pk in sealed
        else _unsealed(each, rules, now=now, was_closed=each.slug in once_closed)
        for each in rounds
    }


def _unsealed(round: Round, rules: Rules, *, now: datetime, was_closed: bool) -> RoundState:
    if now < round.opens_at:
        return RoundState.TO_COME
    if now < round.closes_at:
        return RoundState.REOPENED if was_closed else RoundState.OPEN
    return RoundState.GRACE if now < seal_due_at(round, rules) else RoundState.CLOSED


def _once_closed(edition: Edition) -> set[str]:
    """The rounds that a version of the rules opened again after they had closed."""
    books = list(edition.rule_books.order_by("version"))
    return {
        slug
        for earlier, later in pairwise(books)
        for slug, window in Rules.from_json(earlier.rules).windows().items()
        if window.closes_at <= later.adopted_at and _closing(later, slug) > window.closes_at
    }


def _closing(book: RuleBook, slug: str) -> datetime:
    """Of a round that each version has: it was frozen with them."""
    return Rules.from_json(book.rules).windows()[slug].closes_at
