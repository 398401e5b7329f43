"""A profile: equal ballots collapsed into one with a weight."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

B = TypeVar("B", bound=Hashable)


@dataclass(frozen=True)
class Profile(Generic[B]):
    """Who stood, and how many cast each different ballot.

    The ballot's type depends on the method: a set of candidates (`single`, `approval`, `eph`), a
    ranking as a tuple of sets (`irv`, `borda`, `schulze`), or scores as a sorted tuple of pairs.
    Rankings may stand for others that count the same (see `voting.count.crossings`).
    """

    candidates: tuple[str, ...]
    ballots: Mapping[B, int]

    @property
    def total(self) -> int:
        """How many ballots were cast."""
        return sum(self.ballots.values())


def collapse(ballots: Iterable[tuple[B, int]]) -> dict[B, int]:
    """Add up equal ballots, reading them one by one."""
    counts: dict[B, int] = {}
    known = counts.get
    for ballot, weight in ballots:
        counts[ballot] = known(ballot, 0) + weight
    return counts
