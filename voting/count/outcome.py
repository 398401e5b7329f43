"""What a count came to, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

ADDED_UP = ("single", "approval", "points", "score", "borda")


@dataclass(frozen=True)
class CountRound:
    """One step of a count: the tallies, who left and who was elected, and a remark in English."""

    tallies: Mapping[str, Fraction]
    eliminated: tuple[str, ...] = ()
    elected: tuple[str, ...] = ()
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "tallies": {name: str(tally) for name, tally in sorted(self.tallies.items())},
            "eliminated": list(self.eliminated),
            "elected": list(self.elected),
            "note": self.note,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> CountRound:
        """The inverse of `to_json`."""
        return cls(
            {name: Fraction(tally) for name, tally in told["tallies"].items()},
            tuple(told["eliminated"]),
            tuple(told["elected"]),
            told["note"],
        )


@dataclass(frozen=True)
class Placement:
    """A place and those who share it; after two on place 1 comes place 3."""

    place: int
    candidates: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"place": self.place, "candidates": list(self.candidates)}


@dataclass(frozen=True)
class Count:
    """A method, the ballots it saw, what happened in each round, and the placements."""

    method: str
    seats: int
    ballots: int
    rounds: tuple[CountRound, ...] = field(default_factory=tuple)
    placements: tuple[Placement, ...] = field(default_factory=tuple)

    @property
    def figures(self) -> dict[str, Fraction]:
        """One figure a candidate, higher is better, for combining with other sides.

        What a method adds up once (single, approval, points, score, borda) is the figure itself;
        where rounds decide, it is how many candidates one is placed before, equals counting half.
        """
        if self.method in ADDED_UP:
            return dict(self.rounds[0].tallies)
        total = sum(len(p.candidates) for p in self.placements)
        return {
            name: total - p.place + 1 - Fraction(len(p.candidates) + 1, 2)
            for p in self.placements
            for name in p.candidates
        }

    def to_json(self) -> dict[str, Any]:
        """Numbers as exact strings: "12", "41/2"."""
        return {
            "method": self.method,
            "seats": self.seats,
            "ballots": self.ballots,
            "rounds": [r.to_json() for r in self.rounds],
            "placements": [p.to_json() for p in self.placements],
        }


def place(groups: Sequence[Sequence[str]]) -> tuple[Placement, ...]:
    """Placements from groups of equals, best first."""
    placements, next_place = [], 1
    for group in groups:
        placements.append(Placement(next_place, tuple(sorted(group))))
        next_place += len(group)
    return tuple(placements)


def levels(tallies: Mapping[str, Fraction]) -> list[list[str]]:
    """Candidates by falling tally; those with equal tallies together, in alphabetical order.

    Compared as whole numbers of one common unit, which is many times faster than as fractions.
    """
    unit = lcm(*(tally.denominator for tally in tallies.values()))
    groups: dict[int, list[str]] = {}
    for name in sorted(tallies):
        tally = tallies[name]
        groups.setdefault(tally.numerator * (unit // tally.denominator), []).append(name)
    return [groups[tally] for tally in sorted(groups, reverse=True)]


def rank(tallies: Mapping[str, Fraction]) -> tuple[Placement, ...]:
    """Placements by falling tally; equal tallies share a place."""
    return place(levels(tallies))


def elected(placements: Sequence[Placement], seats: int) -> tuple[str, ...]:
    """Those whose whole group fits within the seats; a tie over the last seat elects nobody of it."""
    return tuple(
        name
        for p in placements
        if p.place + len(p.candidates) - 1 <= seats
        for name in p.candidates
    )


def single_round(
    method: str, seats: int, ballots: int, tallies: Mapping[str, Fraction], note: str = ""
) -> Count:
    """The count of a method that adds up once and ranks by the sums."""
    placements = rank(tallies)
    winners = elected(placements, seats)
    if len(winners) < min(seats, len(tallies)):
        note = "; ".join(filter(None, [note, "a tie for the last seat"]))
    return Count(method, seats, ballots, (CountRound(tallies, (), winners, note),), placements)
