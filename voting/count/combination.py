"""Bringing jury and public together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.count.lots import draw
from voting.count.outcome import Placement, place, rank
from voting.count.sheets import mean

Scores = dict[str, Fraction]
SCALE = tuple(Fraction(p) for p in (12, 10, 8, 7, 6, 5, 4, 3, 2, 1))


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
    scale: Sequence[Fraction] = SCALE,
) -> Combined:
    """The order over every candidate that all groups have in their tallies.

    `rule`: "shares" (each side's share of its own total), "places" (minus the place), "points"
    (the `scale` by place), "zscores" (mean absolute deviations from the side's mean),
    "public_among_shortlist" (the last group alone decides among those the first put forward) or
    "veto" (as shares, but whom any side gave nothing cannot win).
    `tie_rules`: names of groups ("jury", "public"), or "lot", in order; "lot" needs `seed`.
    Raises `ValueError` for another rule.
    """
    if rule not in _RULES:
        raise ValueError(f"{rule!r} is not a way to combine: {', '.join(_RULES)}")
    held = [g for g in groups if g.weight and any(g.tallies.values())]
    names = sorted(set().union(*(g.tallies for g in groups)))
    scores = _RULES[rule](held, names, tuple(scale))
    ordered, notes = break_ties(rank(scores), groups, tie_rules=tie_rules, seed=seed)
    return Combined(scores, ordered, tuple(notes))


def break_ties(
    placements: Sequence[Placement],
    groups: Sequence[Group],
    *,
    tie_rules: Sequence[str],
    seed: bytes | None,
) -> tuple[tuple[Placement, ...], list[str]]:
    """Split every shared place by the rules in order; what no rule splits stays shared."""
    by_name = {g.name: g for g in groups}
    notes: list[str] = []
    tiers = [list(p.candidates) for p in placements]
    for rule in tie_rules:
        split: list[list[str]] = []
        for tier in tiers:
            parts = _split(tier, rule, by_name, seed) if len(tier) > 1 else [tier]
            if len(parts) > 1:
                notes.append(f"{rule}: {' > '.join('='.join(sorted(p)) for p in parts)}")
            split += parts
        tiers = split
    return place(tiers), notes


def _split(
    tier: list[str], rule: str, groups: Mapping[str, Group], seed: bytes | None
) -> list[list[str]]:
    if rule == "lot":
        return [[name] for name in draw(seed, tier)] if seed is not None else [tier]
    if rule not in groups:
        return [tier]
    tallies = groups[rule].tallies
    ordered = rank({name: tallies.get(name, Fraction(0)) for name in tier})
    return [list(p.candidates) for p in ordered]


def _weighted(
    turn: Callable[[Group, list[str], tuple[Fraction, ...]], Scores],
) -> Callable[[Sequence[Group], list[str], tuple[Fraction, ...]], Scores]:
    """Turn each side's tallies into comparable figures, then add them by weight."""

    def combined(groups: Sequence[Group], names: list[str], scale: tuple[Fraction, ...]) -> Scores:
        total = sum((g.weight for g in groups), Fraction(0))
        scores = dict.fromkeys(names, Fraction(0))
        for group in groups:
            for name, figure in turn(group, names, scale).items():
                scores[name] += figure * group.weight / total
        return scores

    return combined


def _shares(group: Group, names: list[str], _: tuple[Fraction, ...]) -> Scores:
    total = sum(group.tallies.values(), Fraction(0))
    return {n: group.tallies.get(n, Fraction(0)) / total for n in names}


def _places(group: Group, names: list[str], _: tuple[Fraction, ...]) -> Scores:
    """Minus the place; equals get the mean of the places they fill."""
    return {n: -p for n, p in _mean_places(group, names).items()}


def _points(group: Group, names: list[str], scale: tuple[Fraction, ...]) -> Scores:
    """The scale by place; equals share the points of the places they fill."""
    scores: Scores = {}
    for p in rank({n: group.tallies.get(n, Fraction(0)) for n in names}):
        filled = range(p.place - 1, p.place - 1 + len(p.candidates))
        share = mean([scale[i] if i < len(scale) else Fraction(0) for i in filled])
        scores |= dict.fromkeys(p.candidates, share)
    return scores


def _zscores(group: Group, names: list[str], _: tuple[Fraction, ...]) -> Scores:
    figures = [group.tallies.get(n, Fraction(0)) for n in names]
    middle = mean(figures)
    spread = mean([abs(f - middle) for f in figures])
    return {
        n: (f - middle) / spread if spread else Fraction(0)
        for n, f in zip(names, figures, strict=True)
    }


def _public_among_shortlist(
    groups: Sequence[Group], names: list[str], scale: tuple[Fraction, ...]
) -> Scores:
    return _shares(groups[-1], names, scale) if groups else dict.fromkeys(names, Fraction(0))


def _veto(groups: Sequence[Group], names: list[str], scale: tuple[Fraction, ...]) -> Scores:
    scores = _weighted(_shares)(groups, names, scale)
    stopped = {n for n in names for g in groups if not g.tallies.get(n)}
    return {n: Fraction(-1) if n in stopped else s for n, s in scores.items()}


def _mean_places(group: Group, names: list[str]) -> Scores:
    found: Scores = {}
    for p in rank({n: group.tallies.get(n, Fraction(0)) for n in names}):
        found |= dict.fromkeys(p.candidates, p.place + Fraction(len(p.candidates) - 1, 2))
    return found


_RULES: dict[str, Callable[[Sequence[Group], list[str], tuple[Fraction, ...]], Scores]] = {
    "shares": _weighted(_shares),
    "places": _weighted(_places),
    "points": _weighted(_points),
    "zscores": _weighted(_zscores),
    "public_among_shortlist": _public_among_shortlist,
    "veto": _veto,
}
