"""Two by two: how many ballots rank one candidate above another."""

from __future__ import annotations

from functools import cache, partial
from itertools import permutations

from voting.count.notation import Ranking
from voting.count.profile import Profile

Duels = dict[tuple[str, str], int]


def tally_duels(profile: Profile[Ranking]) -> Duels:
    """For each ordered pair, how many ballots rank the first above the second.

    Ranked stands above unranked; two unranked are equal.
    """
    duels: Duels = dict.fromkeys(permutations(profile.candidates, 2), 0)
    members = cache(partial(_members, profile.candidates))
    everybody = (1 << len(profile.candidates)) - 1
    for (above, tier), weight in _steps(profile).items():
        below = members(everybody & ~(above | tier))
        for name in members(tier):
            for other in below:
                duels[name, other] += weight
    return duels


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


def _members(names: tuple[str, ...], bits: int) -> list[str]:
    return [name for i, name in enumerate(names) if bits >> i & 1]
