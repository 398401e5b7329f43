"""Two by two: how many ballots rank one candidate above another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from voting.count.notation import Ranking
from voting.count.profile import Profile

Duels = dict[tuple[str, str], int]


def tally_duels(profile: Profile[Ranking]) -> Duels:
    """For each ordered pair, how many ballots rank the first above the second.

    Ranked stands above unranked; two unranked are equal.
    """
    everybody = (1 << len(profile.candidates)) - 1
    above_others = {1 << i: Sums() for i in range(len(profile.candidates))}
    for (above, tier), weight in _steps(profile).items():
        below = everybody & ~(above | tier)
        for bit in _bits(tier):
            above_others[bit].add(below, weight)
    duels: Duels = dict.fromkeys(permutations(profile.candidates, 2), 0)
    for name, sums in zip(profile.candidates, above_others.values(), strict=True):
        for other, figure in zip(profile.candidates, sums.read(), strict=False):
            if figure:
                duels[name, other] = figure
    return duels


class Sums:
    """A sum for each bit of a set, all added to at once.

    Plane k holds the digit 2^k of every sum, as one whole number: adding a weight to a whole set is
    one addition with carry for each digit, however large the set.
    """

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, bits: int, weight: int) -> None:
        """`weight` to the sum of every bit that is set."""
        for level in range(weight.bit_length()):
            if weight >> level & 1:
                self._carry(bits, level)

    def _carry(self, bits: int, level: int) -> None:
        planes = self._planes
        while bits:
            if level >= len(planes):
                planes += [0] * (level + 1 - len(planes))
            planes[level], bits = planes[level] ^ bits, planes[level] & bits
            level += 1

    def read(self) -> list[int]:
        """The sums, from the lowest bit up to the highest that has one."""
        width = max((plane.bit_length() for plane in self._planes), default=0)
        return [
            sum((plane >> i & 1) << level for level, plane in enumerate(self._planes))
            for i in range(width)
        ]


def prefers(ranking: Ranking, one: str, other: str) -> bool:
    """Whether the ballot ranks `one` above `other`; the unranked come last."""
    for tier in ranking:
        if other in tier:
            return False
        if one in tier:
            return True
    return False


def _steps(profile: Profile[Ranking]) -> dict[tuple[int, int], int]:
    """How many ballots go, at some step, from a set of candidates to a next tier.

    Both are bit sets over the candidates. However many ballots there are, n candidates give at most
    n·2^(n-1) such steps without equals, so that only those are looked at pair by pair.
    """
    bits = {name: 1 << i for i, name in enumerate(profile.candidates)}
    tiers: dict[frozenset[str], int] = {}
    steps: dict[tuple[int, int], int] = {}
    for ranking, weight in profile.ballots.items():
        above = 0
        for tier in ranking:
            if (found := tiers.get(tier)) is None:
                found = tiers[tier] = sum(bits[name] for name in tier)
            step = above, found
            steps[step] = steps.get(step, 0) + weight
            above |= found
    return steps


def _bits(bits: int) -> Iterator[int]:
    """Each bit of a set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest
