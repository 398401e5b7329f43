"""Making one side's tallies comparable with another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from voting.count.outcome import rank
from voting.count.roots import mean, standard_scores

Scores = dict[str, Fraction]
Tallies = Mapping[str, Fraction]

EUROVISION = tuple(Fraction(points) for points in (12, 10, 8, 7, 6, 5, 4, 3, 2, 1))


def shares(tallies: Tallies) -> Scores:
    """Each tally as a part of their sum. Raises `ValueError` where one is below 0.

    Tallies that are all 0 give everybody 0.
    """
    if any(tally < 0 for tally in tallies.values()):
        raise ValueError("shares cannot be taken of figures below 0: use places, points or zscores")
    total = sum(tallies.values(), Fraction(0))
    return {name: tally / total if total else Fraction(0) for name, tally in tallies.items()}


def places(tallies: Tallies) -> Scores:
    """Minus the place; equals get the mean of the places they fill."""
    return {
        name: -(p.place + Fraction(len(p.candidates) - 1, 2))
        for p in rank(tallies)
        for name in p.candidates
    }


def points(tallies: Tallies, scale: Sequence[Fraction] = EUROVISION) -> Scores:
    """The scale by place, 0 beyond its end; equals share the points of the places they fill."""
    scores: Scores = {}
    for p in rank(tallies):
        filled = range(p.place - 1, p.place - 1 + len(p.candidates))
        share = mean([scale[i] if i < len(scale) else Fraction(0) for i in filled])
        scores |= dict.fromkeys(p.candidates, share)
    return scores


def zscores(tallies: Tallies) -> Scores:
    """Distances from the mean in standard deviations, to 20 decimals (`voting.count.roots`)."""
    return standard_scores(tallies) if tallies else {}


def sums(tallies: Tallies) -> Scores:
    """The tallies as they are, for sides that already count in the same unit."""
    return dict(tallies)
