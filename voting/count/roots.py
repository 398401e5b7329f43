"""Square roots to a declared precision, so that two counters can agree on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt

DECIMALS = 20
UNIT = 10**DECIMALS


def mean(figures: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of at least one figure."""
    return sum(figures, Fraction(0)) / len(figures)


def square_root(figure: Fraction) -> Fraction:
    """The root of a figure of 0 or more, rounded to `DECIMALS` decimals, halves up.

    Whole numbers only: with s = 10^DECIMALS, floor(2s·√x) is found by `math.isqrt`, exactly.
    """
    doubled = isqrt(4 * UNIT * UNIT * figure.numerator // figure.denominator)
    return Fraction((doubled + 1) // 2, UNIT)


def standard_scores(figures: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """z-scores: distances from the mean in population standard deviations.

    Each is the signed root of (distance² / variance), rounded as `square_root` does, so equal
    distances give equal scores and opposite ones cancel. Where all figures are equal, all are 0.
    """
    middle = mean(list(figures.values()))
    variance = mean([(figure - middle) ** 2 for figure in figures.values()])
    return {name: _score(figure - middle, variance) for name, figure in figures.items()}


def _score(distance: Fraction, variance: Fraction) -> Fraction:
    if not distance:
        return Fraction(0)
    root = square_root(distance**2 / variance)
    return root if distance > 0 else -root
