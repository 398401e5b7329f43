"""What a count came to, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


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


def rank(tallies: Mapping[str, Fraction]) -> tuple[Placement, ...]:
    """Placements by falling tally; equal tallies share a place."""
    levels: dict[Fraction, list[str]] = {}
    for name, tally in tallies.items():
        levels.setdefault(tally, []).append(name)
    return place([levels[tally] for tally in sorted(levels, reverse=True)])
