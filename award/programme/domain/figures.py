"""Exact figures as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from django.utils import formats


def rounded(figure: Fraction, places: int) -> str:
    """The figure rounded half up to so many decimals, with the language's decimal sign."""
    scaled = floor(figure * 10**places + Fraction(1, 2))
    return formats.number_format(Decimal(scaled).scaleb(-places), decimal_pos=places)


def plain(figure: Fraction, places: int = 2) -> str:
    """The same, but a whole number without decimals."""
    return rounded(figure, 0 if figure.denominator == 1 else places)


def share(part: Fraction) -> str:
    """A part of the whole: "40 %" where that is exact, else the fraction itself, "1/3"."""
    hundredths = part * 100
    return f"{hundredths}\u00a0%" if hundredths.denominator == 1 else str(part)
