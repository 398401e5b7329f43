"""Colours and letters by which a drawing tells its candidates apart."""

from __future__ import annotations

from dataclasses import dataclass

# Okabe & Ito's colours, told apart by the colour-blind; the letters on them are dark.
FILLS = (
    "#e69f00", "#56b4e9", "#2fb58f", "#f0e442", "#7fa8e8", "#ea7a3c", "#d99bbd", "#b3b3b3",
)  # fmt: skip
TIED = "#e8e2da"


@dataclass(frozen=True)
class Key:
    """What a letter and its colour mean."""

    letter: str
    label: str
    fill: str


def fill(n: int) -> str:
    """The colour of the candidate with this number, from 0."""
    return FILLS[n % len(FILLS)]


def letter(n: int) -> str:
    """A, B … Z, then AA, AB …"""
    return (letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
