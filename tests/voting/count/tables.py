"""Building ballots that give a published instant run-off table."""

from __future__ import annotations

from collections import Counter

Rows = dict[str, list[int]]
Ranking = tuple[frozenset[str], ...]


def ballots_for(rows: Rows) -> Counter[Ranking]:
    """Ballots whose count shows these votes: a finalist leaves after its last figure.

    The pile of whoever leaves is dealt out to those who grow; what nobody gains is exhausted.
    """
    piles = {name: Counter({(name,): votes[0]}) for name, votes in rows.items()}
    exhausted: Counter[tuple[str, ...]] = Counter()
    for count in range(1, max(len(v) for v in rows.values())):
        pool: list[tuple[tuple[str, ...], int]] = []
        for name in [n for n, votes in rows.items() if len(votes) == count]:
            pool += piles.pop(name).items()
        for name, votes in rows.items():
            if len(votes) > count:
                _deal(pool, piles[name], name, votes[count] - votes[count - 1])
        for prefix, left in pool:
            exhausted[prefix] += left
    every = sum(piles.values(), exhausted)
    return Counter({tuple(frozenset([n]) for n in prefix): w for prefix, w in every.items() if w})


def _deal(
    pool: list[tuple[tuple[str, ...], int]],
    pile: Counter[tuple[str, ...]],
    name: str,
    needed: int,
) -> None:
    while needed:
        prefix, weight = pool.pop()
        taken = min(weight, needed)
        pile[(*prefix, name)] += taken
        needed -= taken
        if weight > taken:
            pool.append((prefix, weight - taken))
