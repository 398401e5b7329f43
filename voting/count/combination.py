"""Bringing jury and public together, and any other sides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from voting.count import comparable
from voting.count.comparable import EUROVISION, Scores
from voting.count.outcome import Placement, levels, place
from voting.count.ties import TIE_RULES, break_ties

WHOLE = Fraction(1)
ON_THE_BALLOT, ABOVE_NOUGHT = "on_the_ballot", "above_nought"


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
    put_forward: str = ON_THE_BALLOT,
) -> Combined:
    """The order over every candidate that any group has in its tallies.

    Whoever a group does not name has 0 in it. Each group's figures are made comparable by `rule`
    and added up by weight; a group that gave nobody anything is left out:

    - "sums": as they are, for groups that count in the same unit;
    - "shares": each group's share of its own total;
    - "places": minus the place, equals sharing the mean of theirs;
    - "points": the `scale` by place (Eurovision's 12, 10, 8, 7 … 1 unless told);
    - "zscores": distances from the group's mean in its standard deviations;
    - "public_among_shortlist": the last group alone decides, among those the first put forward;
      everybody else comes after them, with a whole less. Put forward is whom the first group's
      tallies name, whatever the figure ("on_the_ballot"), or, as older rule books meant it, whom
      they give more than 0 ("above_nought");
    - "veto": as "shares", but whom any group gave nothing comes after everybody else, with a whole
      less.

    `tie_rules` in order: the name of a group (more from it), "first_places" (the weight of the
    groups that put one first), "lot" (with `seed`), or a name in `figures`, such as "earlier" for
    the tallies of an earlier round. Raises `ValueError` for any other rule, and for figures below 0
    where the rule takes shares or asks who was given nothing.
    """
    if rule not in RULES:
        raise ValueError(f"{rule!r} is not a way to combine: {', '.join(RULES)}")
    names = sorted(set().union(*(g.tallies for g in groups)))
    known = {g.name: g.tallies for g in groups} | dict(figures or {})
    if "first_places" in tie_rules and "first_places" not in known:
        known["first_places"] = first_places(groups)
    if unknown := set(tie_rules) - set(known) - set(TIE_RULES):
        raise ValueError(f"not a rule for ties: {', '.join(sorted(unknown))}")
    held = _held(groups, names)
    behind = BEHIND[rule](groups, held, put_forward) if rule in BEHIND else set()
    scores = RULES[rule](held, names, tuple(scale))
    scores = {n: score - WHOLE if n in behind else score for n, score in scores.items()}
    ordered, notes = break_ties(_ranked(scores, behind), rules=tie_rules, figures=known, seed=seed)
    return Combined(scores, ordered, tuple(notes))


def first_places(groups: Sequence[Group]) -> Scores:
    """The weight of the groups that put each candidate first, equals sharing it."""
    found: Scores = {}
    for group in groups:
        best = levels(group.tallies)[0] if any(group.tallies.values()) else []
        for name in best:
            found[name] = found.get(name, Fraction(0)) + group.weight / len(best)
    return found


def _ranked(scores: Scores, behind: Collection[str]) -> tuple[Placement, ...]:
    """By score, those who are `behind` after all the others, also where their scores are equal."""
    front = {name: score for name, score in scores.items() if name not in behind}
    return place(levels(front) + levels({name: scores[name] for name in behind}))


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
    return _add(groups, names, comparable.sums)


def _shares(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, comparable.shares)


def _places(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, comparable.places)


def _points(groups: Sequence[Group], names: Sequence[str], scale: Sequence[Fraction]) -> Scores:
    return _add(groups, names, partial(comparable.points, scale=scale))


def _zscores(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups, names, comparable.zscores)


def _last_shares(groups: Sequence[Group], names: Sequence[str], _: Sequence[Fraction]) -> Scores:
    return _add(groups[-1:], names, comparable.shares)


def _not_put_forward(groups: Sequence[Group], held: Sequence[Group], put_forward: str) -> set[str]:
    """Whom the first group does not name; as it was once meant, whom it gave nothing."""
    if put_forward == ABOVE_NOUGHT:
        return {name for group in held[:1] for name in _given_nothing(group)}
    named = {name for group in groups for name in group.tallies}
    return named.difference(*(group.tallies for group in groups[:1]))


def _without_any(groups: Sequence[Group], held: Sequence[Group], put_forward: str) -> set[str]:
    """Whom at least one group gave nothing."""
    return {name for group in held for name in _given_nothing(group)}


def _given_nothing(group: Group) -> list[str]:
    return [name for name, share in comparable.shares(group.tallies).items() if not share]


RULES: dict[str, Callable[[Sequence[Group], Sequence[str], Sequence[Fraction]], Scores]] = {
    "sums": _sums,
    "shares": _shares,
    "places": _places,
    "points": _points,
    "zscores": _zscores,
    "public_among_shortlist": _last_shares,
    "veto": _shares,
}

# Of all groups and of those that gave somebody something: who comes after everybody else.
Last = Callable[[Sequence[Group], Sequence[Group], str], set[str]]
BEHIND: dict[str, Last] = {
    "public_among_shortlist": _not_put_forward,
    "veto": _without_any,
}
