"""How much each side in fact decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from voting.count import comparable
from voting.count.combination import Combined, Group, combine
from voting.count.laboratory.comparing import winners
from voting.count.roots import mean


@dataclass(frozen=True)
class Effect:
    """What a group did to the order, against the order without it.

    `nominal`: its weight as a part of all. `effective`: its part of the variance of the scores; the
    parts of all groups add up to 1, and one below 0 means that it worked against the others.
    `swapped`: pairs of candidates whose order differs without it, a new or resolved tie counting
    half. `moved`: the sum of places that candidates stand higher or lower. `decided`: whether
    somebody else wins without it.
    """

    group: str
    nominal: Fraction
    effective: Fraction | None
    swapped: Fraction
    moved: Fraction
    decided: bool


def effects(groups: Sequence[Group], *, rule: str) -> list[Effect]:
    """The effect of each group under a rule that adds up by weight.

    A group that gave nobody anything is filled up with 0 and has no effect. The effective weight is weight · covariance(group, score) / variance(score), None when all have
    the same score. Source: M. W. Wang & J. C. Stanley, "Differential weighting: a review of methods
    and empirical studies", Review of Educational Research 40 (1970).
    """
    names = sorted(set().union(*(g.tallies for g in groups)))
    filled = [
        replace(g, tallies=dict.fromkeys(names, Fraction(0)) | dict(g.tallies)) for g in groups
    ]
    whole = combine(filled, rule=rule)
    total = sum((g.weight for g in groups), Fraction(0))
    counted = sum((g.weight for g in groups if any(g.tallies.values())), Fraction(0))
    found: list[Effect] = []
    for group in filled:
        without = combine([g for g in filled if g.name != group.name], rule=rule)
        alone = combine([group], rule=rule)
        found.append(
            Effect(
                group.name,
                group.weight / total,
                _part(group.weight / counted, alone.scores, whole.scores) if counted else None,
                _swapped(whole, without),
                _moved(whole, without),
                winners(whole) != winners(without),
            )
        )
    return found


def spread(group: Group, *, rule: str) -> Fraction:
    """The variance of a group's figures once the rule has made them comparable."""
    figures = list(combine([group], rule=rule).scores.values())
    middle = mean(figures)
    return mean([(figure - middle) ** 2 for figure in figures])


def _part(nominal: Fraction, alone: comparable.Scores, whole: comparable.Scores) -> Fraction | None:
    middle, centre = mean(list(alone.values())), mean(list(whole.values()))
    variance = sum(((score - centre) ** 2 for score in whole.values()), Fraction(0))
    together = sum(
        ((alone[n] - middle) * (score - centre) for n, score in whole.items()), Fraction(0)
    )
    return nominal * together / variance if variance else None


def _mean_places(combined: Combined) -> dict[str, Fraction]:
    return {
        name: p.place + Fraction(len(p.candidates) - 1, 2)
        for p in combined.placements
        for name in p.candidates
    }


def _swapped(one: Combined, other: Combined) -> Fraction:
    """Kendall's distance, half a step for a tie in only one of the two."""
    first, second = _mean_places(one), _mean_places(other)
    steps = 0
    for a, b in combinations(sorted(set(first) & set(second)), 2):
        steps += abs(_sign(first[a] - first[b]) - _sign(second[a] - second[b]))
    return Fraction(steps, 2)


def _moved(one: Combined, other: Combined) -> Fraction:
    first, second = _mean_places(one), _mean_places(other)
    return sum((abs(first[n] - second[n]) for n in set(first) & set(second)), Fraction(0))


def _sign(figure: Fraction) -> int:
    return (figure > 0) - (figure < 0)
