"""Made-up voters, drawn fast enough for ten millions of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any


def orders(
    ballots: int,
    names: Sequence[str],
    popularity: Sequence[float],
    lengths: Sequence[float],
    seed: int = 1984,
) -> Iterator[tuple[str, ...]]:
    """Strict rankings drawn one name after another by popularity (Plackett and Luce's model).

    `lengths`: the weights of ranking one, two … candidates.
    """
    source = random.Random(seed)
    drawn = _drawn(source, names, popularity)
    for length in islice(_drawn(source, range(1, len(lengths) + 1), lengths), ballots):
        order: dict[str, None] = {}
        while len(order) < length:
            order[next(drawn)] = None
        yield tuple(order)


def _drawn(source: random.Random, what: Sequence[Any], weights: Sequence[float]) -> Iterator[Any]:
    return chain.from_iterable(source.choices(what, weights, k=4096) for _ in repeat(None))
