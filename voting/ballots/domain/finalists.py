"""Who can be voted on, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from award.programme.domain.calendar import Calendar
from award.programme.domain.languages import words_of
from award.programme.domain.round_names import round_name
from award.programme.domain.turns import by_the_hour, turned
from award.programme.models import Edition, Round
from nominations.models import Entry
from voting.ballots.shortlist import ask_for_shortlist


@dataclass(frozen=True)
class Group:
    """Finalists beneath one heading."""

    heading: str
    entries: Sequence[Entry]


def finalists_of(edition: Edition, round: Round | None, found: Calendar) -> list[Entry]:
    """The entries of a vote; asked for when the round has opened and nobody has made them."""
    if round is None:
        return []
    entries = list(Entry.objects.on_shortlist(round))
    if not entries and round.opens_at <= found.now and not round.supplements_id:
        ask_for_shortlist(edition)
        entries = list(Entry.objects.on_shortlist(round))
    return entries


def in_turn(entries: Iterable[Entry], number: int) -> list[Entry]:
    """Each category's entries in the order of that number; they come category by category."""
    groups = groupby(entries, key=lambda e: e.category)
    return [entry for _category, group in groups for entry in turned(list(group), number)]


def has_an_order(entries: Iterable[Entry]) -> bool:
    """Whether anybody comes before somebody else of her category."""
    return any(n > 1 for n in Counter(entry.category_id for entry in entries).values())


def for_everybody(entries: Sequence[Entry], found: Calendar) -> list[Entry]:
    """In an order that turns by the hour of the edition's clock, while any of them can still win; then by name."""
    return in_turn(entries, by_the_hour(found.now)) if is_turning(found) else list(entries)


def is_turning(found: Calendar) -> bool:
    """Whether public lists of finalists turn: until the announcement, and while an extra vote is to decide."""
    return not found.is_announced or found.extra_vote is not None


def everybody_left(round: Round, found: Calendar) -> bool:
    """Whether there were people to choose from in a vote that is open, and nobody is left of them."""
    entered = Entry.objects.filter(round=round)
    return round.contains(found.now) and not entered.public().exists() and entered.exists()


def groups_on_show(edition: Edition, found: Calendar) -> list[Group]:
    """Every finalist once: those of an extra vote that is open or to come, then each category's others."""
    extra = found.extra_vote
    first = for_everybody(finalists_of(edition, extra, found), found)
    opened = [r for r in found.of_kind("vote") if r.opens_at <= found.now]
    rest = [
        entry
        for vote in opened
        for entry in for_everybody(finalists_of(edition, vote, found), found)
    ]
    taken = {entry.candidate_id for entry in first}
    others = [
        e
        for e in rest
        if not (extra and e.category == extra.supplements and e.candidate_id in taken)
    ]
    special = [Group(round_name(extra), first)] if extra and first else []
    return [*special, *_by_category(others)]


def _by_category(entries: Iterable[Entry]) -> list[Group]:
    """They come in the order of their categories."""
    return [
        Group(words_of(category, "name"), list(group))
        for category, group in groupby(entries, key=lambda e: e.category)
    ]
