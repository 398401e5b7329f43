"""The list of candidates on the desk: where each stands, what is missing, searched, filtered and ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from award.programme.cleaning.ordering import words_in_order
from award.programme.cleaning.parameters import MOST_SLUG, typed_choice, typed_line
from award.programme.models import Category, Edition, Round
from nominations.domain.completeness import Lack, lacks
from nominations.models import Candidate, Entry, Nomination

LONGEST_SEARCH = 100


class State(StrEnum):
    """How far she has come with her answer, in the order in which an organiser works."""

    NOT_ASKED = "not_asked"
    NO_ADDRESS = "no_address"
    SILENT = "silent"
    YES = "yes"
    NO = "no"
    RULED_OUT = "ruled_out"


class Order(StrEnum):
    NAME = "name"
    CATEGORY = "category"
    STATE = "state"
    NOMINATIONS = "nominations"
    LACKS = "lacks"


@dataclass(frozen=True)
class Row:
    """One candidate. `is_finalist` is False for all where whoever reads may not know it yet."""

    candidate: Candidate
    state: State
    lacks: tuple[Lack, ...]
    categories: tuple[Category, ...]
    nominations: int
    is_finalist: bool


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list; an empty wish asks nothing. `words` are each searched for."""

    words: str = ""
    category: str = ""
    state: str = ""
    lack: str = ""
    finalists: bool = False
    order: Order = Order.NAME

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Wanted:
        """What is not known asks nothing."""
        order = typed_choice(query.get("ordning", ""), list(Order)) or Order.NAME
        return cls(
            words=typed_line(query.get("sok", ""), most=LONGEST_SEARCH),
            category=typed_line(query.get("kategori", ""), most=MOST_SLUG),
            state=typed_choice(query.get("lage", ""), list(State)),
            lack=typed_choice(query.get("saknas", ""), list(Lack)),
            finalists="finalister" in query,
            order=Order(order),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.category or self.state or self.lack or self.finalists)


@dataclass(frozen=True)
class Roster:
    """The rows that are wanted, and of how many."""

    rows: list[Row] = field(default_factory=list)
    of: int = 0


def roster(edition: Edition, wanted: Wanted, *, sees_finalists: bool) -> Roster:
    """Of everybody who has not been erased, in five questions to the database at the most."""
    everybody = _everybody(edition, sees_finalists=sees_finalists)
    found = [row for row in everybody if _is_wanted(row, wanted)]
    return Roster(sorted(found, key=ORDERS[wanted.order]), len(everybody))


def _everybody(edition: Edition, *, sees_finalists: bool) -> list[Row]:
    """By name."""
    known: Iterable[Any] = (
        Candidate.objects.filter(edition=edition, erased_at=None)
        .with_nominations()
        .select_related("identity")
        .order_by(words_in_order("name"), "id")
    )
    categories, finalists = _categories(edition), _finalists(edition) if sees_finalists else set()
    return [
        Row(
            candidate=candidate,
            state=state_of(candidate),
            lacks=lacks(candidate),
            categories=tuple(categories[candidate.pk]),
            nominations=candidate.nomination_count,
            is_finalist=candidate.pk in finalists,
        )
        for candidate in known
    ]


def state_of(candidate: Candidate) -> State:
    if candidate.declined_at:
        return State.NO
    if candidate.ineligible_at:
        return State.RULED_OUT
    if candidate.accepted_at:
        return State.YES
    if not candidate.address:
        return State.NO_ADDRESS
    return State.SILENT if candidate.asked_at else State.NOT_ASKED


def _categories(edition: Edition) -> Mapping[int, list[Category]]:
    """By candidate, in their order: where she is entered or nominated."""
    entered = Entry.objects.filter(round__edition=edition).values_list("candidate", "category")
    told = Nomination.objects.filter(round__edition=edition).exclude(candidate=None)
    pairs = {*entered, *told.values_list("candidate", "category")}
    found: dict[int, list[Category]] = defaultdict(list)
    for category in edition.categories.all():
        for candidate in (who for who, what in pairs if what == category.pk):
            found[candidate].append(category)
    return found


def _finalists(edition: Edition) -> set[int]:
    entered = Entry.objects.filter(round__edition=edition, round__kind=Round.Kind.VOTE)
    return set(entered.values_list("candidate", flat=True))


def _is_wanted(row: Row, wanted: Wanted) -> bool:
    return (
        _says(row.candidate, wanted.words)
        and (not wanted.category or wanted.category in {c.slug for c in row.categories})
        and (not wanted.state or row.state == wanted.state)
        and (not wanted.lack or wanted.lack in row.lacks)
        and (not wanted.finalists or row.is_finalist)
    )


def _says(candidate: Candidate, words: str) -> bool:
    """Every word in what everybody on the desk may read of her: never who a protected one is."""
    said = f"{candidate.name} {candidate.title} {candidate.workplace}".casefold()
    return all(word in said for word in words.casefold().split())


STATES = list(State)
Key = Callable[[Row], Any]
# Of equals the name decides, in which order they come already.
ORDERS: Mapping[Order, Key] = {
    Order.NAME: lambda row: 0,
    Order.CATEGORY: lambda row: [(c.position, c.pk) for c in row.categories] or [(1 << 20, 0)],
    Order.STATE: lambda row: STATES.index(row.state),
    Order.NOMINATIONS: lambda row: -row.nominations,
    Order.LACKS: lambda row: -len(row.lacks),
}


def state_in_words(state: str) -> str:
    return {
        State.NOT_ASKED: _("Not asked yet"),
        State.NO_ADDRESS: _("No address"),
        State.SILENT: _("Asked, has not answered"),
        State.YES: _("Takes part"),
        State.NO: _("Has said no"),
        State.RULED_OUT: _("Cannot be chosen"),
    }[State(state)]


def order_in_words(order: str) -> str:
    return {
        Order.NAME: _("Name"),
        Order.CATEGORY: _("Category"),
        Order.STATE: _("Answer"),
        Order.NOMINATIONS: _("Nominations"),
        Order.LACKS: _("Missing"),
    }[Order(order)]
