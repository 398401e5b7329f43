"""Two by two: how many ballots rank one candidate above another."""

from __future__ import annotations

from itertools import permutations

from voting.count.notation import Ranking
from voting.count.profile import Profile

Duels = dict[tuple[str, str], int]


def tally_duels(profile: Profile[Ranking]) -> Duels:
    """For each ordered pair, how many ballots rank the first above the second.

    Ranked stands above unranked; two unranked are equal.
    """
    duels: Duels = dict.fromkeys(permutations(profile.candidates, 2), 0)
    for order, weight in _orders(profile).items():
        below = set(profile.candidates)
        for tier in order:
            below -= tier
            for name in tier:
                for other in below:
                    duels[name, other] += weight
    return duels


def _orders(profile: Profile[Ranking]) -> dict[Ranking, int]:
    """The ballots without the last tier of those that rank everybody: it is above nobody."""
    everybody = len(profile.candidates)
    orders: dict[Ranking, int] = {}
    for ranking, weight in profile.ballots.items():
        order = ranking[:-1] if sum(map(len, ranking)) == everybody else ranking
        orders[order] = orders.get(order, 0) + weight
    return orders


def prefers(ranking: Ranking, one: str, other: str) -> bool:
    """Whether the ballot ranks `one` above `other`; the unranked come last."""
    for tier in ranking:
        if other in tier:
            return False
        if one in tier:
            return True
    return False
