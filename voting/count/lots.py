"""The drawing of lots: an order that nobody chose and everybody can repeat."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def commitment(seed: bytes) -> str:
    """What the rule book publishes beforehand: SHA-256 of the seed, hexadecimal."""
    return hashlib.sha256(seed).hexdigest()


def draw(seed: bytes, names: Iterable[str]) -> list[str]:
    """The names ordered by SHA-256 of seed, a zero byte and the name in UTF-8.

    Every order is equally likely as long as the seed was not chosen with the names in hand; the
    commitment in the rule book shows that it was not.
    """
    return sorted(
        names, key=lambda name: (hashlib.sha256(seed + b"\0" + name.encode()).digest(), name)
    )
