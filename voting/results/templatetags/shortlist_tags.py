"""Points on the page of the shortlist."""

from __future__ import annotations

from fractions import Fraction

from django import template

from award.programme.domain.figures import plain

register = template.Library()
STEPS = 5


@register.filter
def points(figure: Fraction | None) -> str:
    """With two decimals where it is no whole number; a dash where there is none."""
    return "–" if figure is None else plain(figure)


@register.filter
def marks(figure: Fraction | None) -> str:
    """One juror's points, with one decimal at the most."""
    return "–" if figure is None else plain(figure, 1)


@register.filter
def heat(figure: Fraction, scale: tuple[int, int]) -> int:
    """In which fifth of the scale the points lie, from 1 up."""
    lowest, highest = scale
    span = Fraction(highest - lowest) or Fraction(1)
    return min(STEPS, int((figure - lowest) / span * STEPS) + 1)
