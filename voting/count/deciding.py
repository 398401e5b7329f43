"""Whether there is enough to decide a category on: nobody wins by silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from voting.count.notation import named
from voting.count.outcome import Placement

REASONS = ("nobody", "no_ballots", "no_quorum", "no_figure", "tie")


@dataclass(frozen=True)
class Turnout:
    """Ballots `cast`; those that name somebody who stands; those that name somebody who has left.

    A ballot that gives somebody a score of 0 does not name her by that.
    """

    cast: int
    standing: int
    left: int

    def to_json(self) -> dict[str, int]:
        return {"cast": self.cast, "standing": self.standing, "left": self.left}


def turnout(
    ballots: Iterable[tuple[str, int]], standing: Collection[str], left: Collection[str]
) -> Turnout:
    """`ballots`: the notation, with how many of each."""
    stand, gone = frozenset(standing), frozenset(left)
    cast = for_standing = for_left = 0
    for text, weight in ballots:
        names = named(text)
        cast += weight
        for_standing += weight if names & stand else 0
        for_left += weight if names & gone else 0
    return Turnout(cast, for_standing, for_left)


def reasons_against(
    rules: Mapping[str, Any],
    *,
    jury: Mapping[str, Fraction | None],
    finalists: Collection[str],
    turnout: Turnout | None,
    weighing: Collection[str],
    placements: Sequence[Placement],
    seats: int = 1,
    graded: bool = False,
) -> tuple[str, ...]:
    """Why the category is undecided, in the order of `REASONS`; nothing where it is decided.

    "nobody": nobody stands, or nobody was to judge. Of the sides that weigh: "no_ballots", no ballot names anybody who
    stands; "no_quorum", no entry has the jury's quorum; "no_figure", some have it, but a finalist
    has no figure, and the rule book says that this leaves the category undecided (a rule book that
    does not say so gives her 0). Where the figures suffice, "tie": after all the rule book's rules for ties
    the last of the `seats` is shared by more than there are, or, where they are `graded`, one of them by two.
    """
    if not placements:
        return ("nobody",)
    found: list[str] = []
    if "public" in weighing and turnout is not None and not turnout.standing:
        found.append("no_ballots")
    if "jury" in weighing:
        found += _unjudged(rules, jury, finalists)
    if not found and tied_for_a_seat(placements, seats, graded=graded):
        found.append("tie")
    return tuple(found)


def tied_for_a_seat(
    placements: Sequence[Placement], seats: int, *, graded: bool
) -> tuple[str, ...]:
    """Those who share the first place that has to be parted before it is known who wins what."""
    for placement in placements:
        last = placement.place + len(placement.candidates) - 1
        parts = last > placement.place if graded else last > seats
        if placement.place <= seats and parts:
            return placement.candidates
    return ()


def _unjudged(
    rules: Mapping[str, Any], jury: Mapping[str, Fraction | None], finalists: Collection[str]
) -> Iterator[str]:
    missing_decides = rules.get("too_little", {}).get("no_figure") == "undecided"
    if all(figure is None for figure in jury.values()):
        yield "no_quorum"
    elif missing_decides and any(jury.get(name) is None for name in finalists):
        yield "no_figure"
