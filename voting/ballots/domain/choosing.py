"""From what is marked on a ballot paper to the notation of the counting core, and back to a check."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from nominations.models import Entry
from voting.count.notation import (
    BallotError,
    parse_choice,
    parse_ranking,
    parse_scores,
    write_choice,
    write_ranking,
    write_scores,
)
from voting.count.registry import METHODS

HIGHEST_SCORE = 5
BUDGET = 10


class Marking(StrEnum):
    """How a paper is filled in: one name, several names, a number each, or an order."""

    ONE = "one"
    SEVERAL = "several"
    NUMBERS = "numbers"
    ORDER = "order"


MARKINGS = {
    "single": Marking.ONE,
    "approval": Marking.SEVERAL,
    "eph": Marking.SEVERAL,
    "points": Marking.NUMBERS,
    "score": Marking.NUMBERS,
    "star": Marking.NUMBERS,
    "borda": Marking.ORDER,
    "irv": Marking.ORDER,
    "schulze": Marking.ORDER,
}


class ChoiceRefused(ValueError):
    """The choice cannot be cast; the message says why, in words for the voter."""


def highest_number(method: str, candidates: int, limit: int | None = None) -> int:
    """The highest number that can be given to one candidate; `limit` is the rule book's."""
    if MARKINGS[method] is not Marking.NUMBERS:
        return candidates
    return budget(limit) if method == "points" else limit or HIGHEST_SCORE


def budget(limit: int | None = None) -> int:
    """How many points there are to give."""
    return limit or BUDGET


def write_picks(picks: Collection[str]) -> str:
    """`a+c` for the picked slugs, "" for none."""
    return write_choice(frozenset(picks))


def write_numbers(method: str, numbers: Mapping[str, int], limit: int | None = None) -> str:
    """`a:5+b:3`, or `a>b=c` where the numbers are places; no numbers are a blank choice.

    Raises `ChoiceRefused` for more points than there are.
    """
    if MARKINGS[method] is Marking.ORDER:
        return _write_places(numbers)
    if method == "points":
        _refuse_overspending(sum(numbers.values()), budget(limit))
    return write_scores(tuple(sorted((slug, number) for slug, number in numbers.items() if number)))


def picks_of(choice: str) -> list[str]:
    """The slugs that a choice picks: the other way from `write_picks`."""
    return sorted(parse_choice(choice))


def numbers_of(method: str, choice: str) -> dict[str, int]:
    """The number beside each slug of a choice: the other way from `write_numbers`."""
    if MARKINGS[method] is Marking.ORDER:
        tiers = parse_ranking(choice)
        return {slug: place for place, tier in enumerate(tiers, 1) for slug in tier}
    return dict(parse_scores(choice))


def _refuse_overspending(given: int, there_are: int) -> None:
    if given > there_are:
        raise ChoiceRefused(
            _("You have given %(given)d points, but there are only %(budget)d to give.")
            % {"given": given, "budget": there_are}
        )


def check_choices(
    choices: Mapping[str, str], *, method: str, entries: Iterable[Entry], limit: int | None = None
) -> None:
    """Every choice can be read, keeps within the paper and names only those on it, and not every one is blank.

    Raises `ChoiceRefused`, also for somebody who has left the paper since it was filled in.
    """
    standing: dict[str, set[str]] = {}
    for entry in entries:
        standing.setdefault(entry.category.slug, set()).add(entry.candidate.slug)
    if not any(choices.values()):
        raise ChoiceRefused(_("Choose somebody before you go on."))
    for category, choice in choices.items():
        _check_choice(choice, method=method, standing=standing.get(category, set()))
        _check_limit(choice, method=method, limit=limit)


def _check_limit(choice: str, *, method: str, limit: int | None) -> None:
    """What the paper in a browser keeps to is held of whatever comes back from one."""
    if MARKINGS[method] is Marking.SEVERAL and limit and len(picks_of(choice)) > limit:
        raise ChoiceRefused(_("Choose at most %d.") % limit)
    if MARKINGS[method] is Marking.NUMBERS:
        given = numbers_of(method, choice).values()
        if method == "points":
            _refuse_overspending(sum(given), budget(limit))
        elif max([0, *given]) > highest_number(method, 0, limit):
            top = {"top": highest_number(method, 0, limit)}
            raise ChoiceRefused(_("Write a whole number from 0 to %(top)d.") % top)


def _check_choice(choice: str, *, method: str, standing: set[str]) -> None:
    kind = METHODS[method]
    try:
        ballot: Any = kind.parse(choice)
    except BallotError:
        raise ChoiceRefused(_("The ballot paper could not be read. Fill it in again.")) from None
    if not kind.kind.named([ballot]) <= standing:
        raise ChoiceRefused(
            _("Somebody you chose is no longer on the ballot paper. Look at it again, and choose.")
        )


def _write_places(places: Mapping[str, int]) -> str:
    tiers: dict[int, set[str]] = {}
    for slug, place in places.items():
        tiers.setdefault(place, set()).add(slug)
    return write_ranking(tuple(frozenset(tiers[place]) for place in sorted(tiers)))
