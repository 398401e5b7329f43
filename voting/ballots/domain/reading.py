"""A ballot in words, for the voter who cast it."""

from __future__ import annotations

import re
from collections.abc import Mapping

NAME = re.compile(r"[a-z0-9-]+")
SCORE = re.compile(r"([a-z0-9-]+):([0-9]+)")


def in_words(choice: str, names: Mapping[str, str]) -> str:
    """`a:5+b:3` as "Anna 5, Berit 3"; `a>b=c` as "1. Anna, 2. Berit = Cecilia"; `a+c` as "Anna, Cecilia".

    Whoever is not in `names` stands as the slug.
    """
    if ":" in choice:
        return ", ".join(f"{names.get(who, who)} {score}" for who, score in SCORE.findall(choice))
    if ">" in choice or "=" in choice:
        tiers = [_named(tier, names, " = ") for tier in choice.split(">")]
        return ", ".join(f"{place}. {tier}" for place, tier in enumerate(tiers, 1))
    return _named(choice, names, ", ")


def _named(part: str, names: Mapping[str, str], between: str) -> str:
    return between.join(names.get(who, who) for who in NAME.findall(part))
