"""The order as a function of the jury's weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise

from voting.count.combination import Group, combine
from voting.count.comparable import EUROVISION
from voting.count.outcome import Placement, rank

ADDITIVE = ("sums", "shares", "places", "points", "zscores")


@dataclass(frozen=True)
class Stretch:
    """Weights of the first group over which the order is the same.

    `low` and `high` are parts of 1. Where they are equal it is one exact weight, at which somebody
    is tied who is not so on either side of it; otherwise both ends are outside the stretch, except
    0 and 1.
    """

    low: Fraction
    high: Fraction
    placements: tuple[Placement, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        return self.placements[0].candidates


def stretches(
    one: Group, other: Group, *, rule: str, scale: Sequence[Fraction] = EUROVISION
) -> list[Stretch]:
    """Every order that a weight of `one` from 0 to 1 gives, in order of weight, ties unbroken.

    The scores are linear in the weight, so two candidates change places at one exact weight; these
    break points are found by solving, not by trying a grid. Raises `ValueError` for a rule in which
    the weights are not added up, and when there is no candidate.
    """
    if rule not in ADDITIVE:
        raise ValueError(f"{rule!r} does not add up by weight: {', '.join(ADDITIVE)}")

    first, last = (_alone(n, one, other, rule=rule, scale=scale) for n in (0, 1))

    def at(weight: Fraction) -> tuple[Placement, ...]:
        return rank({n: weight * first[n] + (1 - weight) * last[n] for n in first})

    points = sorted({Fraction(0), Fraction(1), *_crossings(sorted(first), first, last)})
    found = [Stretch(points[0], points[0], at(points[0]))]
    for low, high in pairwise(points):
        found.append(Stretch(low, high, at((low + high) / 2)))
        found.append(Stretch(high, high, at(high)))
    return _merged(found)


def break_points(found: Sequence[Stretch]) -> list[tuple[Fraction, tuple[str, ...]]]:
    """The weights at which the winner changes, and who shares place 1 exactly there."""
    changes: list[tuple[Fraction, tuple[str, ...]]] = []
    for before, here in pairwise(found):
        if here.low == here.high and set(here.winners) != set(before.winners):
            changes.append((here.low, here.winners))
    return changes


def _alone(which: int, *groups: Group, rule: str, scale: Sequence[Fraction]) -> dict[str, Fraction]:
    """The scores when this one of the groups has all the weight, over everybody whom any names."""
    weighed = [replace(g, weight=Fraction(n == which)) for n, g in enumerate(groups)]
    return combine(weighed, rule=rule, scale=scale).scores


def _crossings(
    names: Sequence[str], first: dict[str, Fraction], last: dict[str, Fraction]
) -> list[Fraction]:
    """Weights between 0 and 1 at which two candidates have the same score."""
    found: list[Fraction] = []
    for a, b in combinations(names, 2):
        ahead, behind = first[a] - first[b], last[a] - last[b]
        if ahead * behind < 0:
            found.append(behind / (behind - ahead))
    return found


def _merged(found: Sequence[Stretch]) -> list[Stretch]:
    """0 and 1 belong to the stretch beside them when they give the same order."""
    merged = [found[0]]
    for stretch in found[1:]:
        if stretch.placements == merged[-1].placements:
            merged[-1] = replace(merged[-1], high=stretch.high)
        else:
            merged.append(stretch)
    return merged
