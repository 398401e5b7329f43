"""What each side gave each finalist, as bars: per cent across, pixels down; a template makes the SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from award.programme.domain.figures import plain
from voting.results.domain.standings import CategoryResult, Standing

MOST, NAME, STEP, GAP, TRACK = 12, 22, 22, 16, 80


@dataclass(frozen=True)
class Bar:
    """One side's bar: `y` pixels down, `width` in per cent, and the figure that it stands for."""

    side: str
    y: int
    width: str
    figure: str


@dataclass(frozen=True)
class Row:
    """A finalist with her name `y` pixels down and a bar for each side."""

    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Sides:
    """The rows of the first finalists, `MOST` at the most; `left_out`: how many more there are."""

    rows: tuple[Row, ...]
    height: int
    left_out: int


def draw_sides(found: CategoryResult) -> Sides | None:
    """A side's longest bar is its highest figure; None where there is nothing to draw."""
    sides = [s for s, has in (("jury", found.has_jury), ("public", found.has_public)) if has]
    if not sides:
        return None
    tall = NAME + STEP * len(sides) + GAP
    rows = tuple(
        Row(s.candidate.label, tall * n + 16, tuple(_bars(s, found.standings, sides, tall * n)))
        for n, s in enumerate(found.standings[:MOST])
    )
    return Sides(rows, tall * len(rows), max(0, len(found.standings) - MOST))


def _bars(
    standing: Standing, standings: Sequence[Standing], sides: Sequence[str], top: int
) -> Iterator[Bar]:
    for n, side in enumerate(sides):
        every = [f for f in (getattr(s, side) for s in standings) if f is not None]
        figure = getattr(standing, side)
        long = _length(figure, every) if figure is not None else Fraction(0)
        words = "–" if figure is None else plain(figure)
        yield Bar(side, top + NAME + STEP * n, f"{float(long * TRACK):.2f}%", words)


def _length(figure: Fraction, every: Sequence[Fraction]) -> Fraction:
    lowest = min(Fraction(0), *every)
    span = max(every) - lowest
    return (figure - lowest) / span if span else Fraction(0)
