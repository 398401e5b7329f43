"""Random elections: small ones, in which ties are frequent."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator

# `make nightly` asks for more of them, and for others every day.
MANY = int(os.environ.get("ELECTIONS", "1000"))
SEED = int(os.environ.get("ELECTIONS_SEED", "1789"))
NAMES = ("a", "b", "c", "d", "e")
MARKED = ("approval", "eph")
RANKED = ("irv", "borda", "schulze")


def elections(
    method: str, number: int, seed: int = SEED
) -> Iterator[tuple[list[str], Counter[str]]]:
    """Candidates and ballots in the notation; the same ones for the same seed."""
    source = random.Random(f"{method} {seed}")
    for _ in range(number):
        names = list(NAMES[: source.randint(1, len(NAMES))])
        voters = source.choice([0, 1, 2, 3, 5, 8, 13])
        yield names, Counter(ballot(method, names, source) for _ in range(voters))


def ballot(method: str, names: list[str], source: random.Random) -> str:
    named = source.sample(names, source.randint(0, len(names)))
    if method == "single":
        return source.choice([*names, ""])
    if method in MARKED:
        return "+".join(sorted(named))
    if method in RANKED:
        return _ranking(named, source)
    numbers = [0, 1, 2] if method == "points" else [0, 1, 2, 5]  # of points there are ten to spread
    return "+".join(f"{name}:{source.choice(numbers)}" for name in sorted(named))


def _ranking(named: list[str], source: random.Random) -> str:
    text = "".join(name + source.choice([">", ">", "="]) for name in named)
    return text[:-1]


def spread(ballots: Counter[str]) -> list[str]:
    """Each ballot on its own."""
    return list(ballots.elements())
