"""Bringing jury and public together, and any other sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from voting.count import scales
from voting.count.outcome import Placement, levels, rank
from voting.count.scales import EUROVISION, Scores
from voting.count.ties import break_ties

TIE_RULES = ("first_places", "jury", "public", "earlier", "lot")


@dataclass(frozen=True)
class Group:
    """A side of the result, such as the jury: its weight in parts and its tallies."""

    name: str
    weight: Fraction
    tallies: Mapping[str, Fraction]


@dataclass(frozen=True)
class Combined:
    """The scores of all sides together, the placements, and how each tie was broken."""

    scores: Scores
    placements: tuple[Placement, ...]
    notes: tuple[str, ...]


def combine(
    groups: Sequence[Group],
    *,
    rule: str,
    tie_rules: Sequence[str] = (),
    seed: bytes | None = None,
    scale: Sequence[Fraction] = EUROVISION,
    figures: Mapping[str, Mapping[str, Fraction]] | None = None,
) -> Combined:
    """The order over every candidate that any group has in its tallies.

    Whoever a group does not name has 0 in it. Each group's figures are made comparable by `rule`
    and added up by weight; a group that gave nobody anything is left out:

    - "sums": as they are, for groups that count in the same unit;
    - "shares": each group's share of its own total;
    - "places": minus the place, equals sharing the mean of theirs;
    - "points": the `scale` by place (Eurovision's 12, 10, 8, 7 … 1 unless told);
    - "zscores": distances from the group's mean in its standard deviations;
    - "public_among_shortlist": the last group alone decides, among those the first put forward
      with a figure above 0; everybody else comes after them;
    - "veto": as "shares", but whom any group gave nothing comes after everybody else.

    `tie_rules` in order: the name of a group (more from it), "first_places" (the weight of the
    groups that put one first), "lot" (with `seed`), or a name in `figures`, such as "earlier" for
    the tallies of an earlier round. Raises `ValueError` for any other rule.
    """
    if rule not in RULES:
        raise ValueError(f"{rule!r} is not a way to combine: {', '.join(RULES)}")
    names = sorted(set().union(*(g.tallies for g in groups)))
    known = {g.name: g.tallies for g in groups} | dict(figures or {})
    if "first_places" in tie_rules and "first_places" not in known:
        known["first_places"] = first_places(groups)
    if unknown := set(tie_rules) - set(known) - set(TIE_RULES):
        raise ValueError(f"not a rule for ties: {', '.join(sorted(unknown))}")
    scores = RULES[rule](_held(groups, names), names, tuple(scale))
    ordered, notes = break_ties(rank(scores), rules=tie_rules, figures=known, seed=seed)
    return Combined(scores, ordered, tuple(notes))


def first_places(groups: Sequence[Group]) -> Scores:
    """The weight of the groups that put each candidate first, equals sharing it."""
    found: Scores = {}
    for group in groups:
        best = levels(group.tallies)[0] if any(group.tallies.values()) else []
        for name in best:
            found[name] = found.get(name, Fraction(0)) + group.weight / len(best)
    return found


def _held(groups: Sequence[Group], names: Sequence[str]) -> list[Group]:
    """The groups that weigh and gave somebody something, with 0 for whom they do not name."""
    return [
        Group(g.name, g.weight, {name: g.tallies.get(name, Fraction(0)) for name in names})
        for g in groups
        if g.weight and any(g.tallies.values())
    ]


Turn = Callable[[Mapping[str, Fraction]], Scores]


def _add(groups: Sequence[Group], names: Sequence[str], turn: Turn) -> Scores:
    total = sum((g.weight for g in groups), Fraction(0))
    scores = dict.fromkeys(names, Fraction(0))
    for group in groups:
        part = group.weight / total
        for name, figure in turn(group.tallies).items():
            scores[name] += figure * part
    return scores


def _sums(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, scales.sums)


def _shares(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, scales.shares)


def _places(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, scales.places)


def _points(groups: Sequence[Group], names: Sequence[str], scale: Sequence[Fraction]) -> Scores:
    return _add(groups, names, partial(scales.points, scale=scale))


def _zscores(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, scales.zscores)


def _public_among_shortlist(
    groups: Sequence[Group], names: Sequence[str], scale: Sequence[Fraction]
) -> Scores:
    scores = _shares(groups[-1:], names, scale)
    passed_over = {n for g in groups[:1] for n, figure in g.tallies.items() if not figure}
    return {n: s - 1 if n in passed_over else s for n, s in scores.items()}


def _veto(groups: Sequence[Group], names: Sequence[str], scale: Sequence[Fraction]) -> Scores:
    scores = _shares(groups, names, scale)
    stopped = {n for n in names for g in groups if not g.tallies[n]}
    return {n: s - 1 if n in stopped else s for n, s in scores.items()}


RULES: dict[str, Callable[[Sequence[Group], Sequence[str], Sequence[Fraction]], Scores]] = {
    "sums": _sums,
    "shares": _shares,
    "places": _places,
    "points": _points,
    "zscores": _zscores,
    "public_among_shortlist": _public_among_shortlist,
    "veto": _veto,
}
