"""The laboratory's findings as rows of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from award.programme.cleaning.ordering import in_order
from voting.count.laboratory.effects import Effect
from voting.count.laboratory.study import Trial
from voting.count.roots import square_root

Labels = Mapping[str, str]
ZERO = Fraction(0)


@dataclass(frozen=True)
class OrderRow:
    """A candidate's place under each rule, in the order of the columns."""

    name: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class BreakRow:
    """A weight of the first side at which the winner under a rule changes.

    `before` wins below it, `after` above it; `at` shares place 1 exactly there.
    """

    rule: str
    weight: Fraction
    before: str
    at: str
    after: str


@dataclass(frozen=True)
class EffectRow:
    """`spread`: the standard deviation of the side's figures once the rule has compared them."""

    rule: str
    side: str
    effect: Effect
    spread: Fraction


@dataclass(frozen=True)
class ChanceRow:
    """`wins`: candidates with their chance, greatest first, none left out above 0."""

    rule: str
    tie: Fraction
    wins: tuple[tuple[str, Fraction], ...]


def order_rows(trials: Sequence[Trial], candidates: Labels, *, chosen: str) -> list[OrderRow]:
    """In the order of the chosen rule, or of the first where it is none of the trials."""
    held = [_places(t) for t in trials]
    lead = next((p for t, p in zip(trials, held, strict=True) if t.rule == chosen), held[0])
    ordered = sorted(candidates, key=lambda name: (lead[name], in_order(candidates[name])))
    return [OrderRow(candidates[name], tuple(p[name] for p in held)) for name in ordered]


def break_rows(trials: Sequence[Trial], rules: Labels, candidates: Labels) -> list[BreakRow]:
    found = []
    for trial in trials:
        for weight, at in trial.breaks:
            below = next(s for s in trial.stretches if s.low < weight <= s.high) if weight else None
            above = next((s for s in trial.stretches if s.low <= weight < s.high), None)
            found.append(
                BreakRow(
                    rules[trial.rule],
                    weight,
                    _names(below.winners, candidates) if below else "",
                    _names(at, candidates),
                    _names(above.winners, candidates) if above else "",
                )
            )
    return found


def effect_rows(trials: Sequence[Trial], rules: Labels, sides: Labels) -> list[EffectRow]:
    return [
        EffectRow(rules[t.rule], sides[e.group], e, square_root(t.spreads.get(e.group, ZERO)))
        for t in trials
        for e in t.effects
    ]


def chance_rows(trials: Sequence[Trial], rules: Labels, candidates: Labels) -> list[ChanceRow]:
    found = []
    for trial in trials:
        if trial.chances is None:
            continue
        wins = sorted(
            trial.chances.wins.items(), key=lambda pair: (-pair[1], in_order(candidates[pair[0]]))
        )
        named = tuple((candidates[name], chance) for name, chance in wins if chance)
        found.append(ChanceRow(rules[trial.rule], trial.chances.tie, named))
    return found


def _places(trial: Trial) -> dict[str, int]:
    return {name: p.place for p in trial.combined.placements for name in p.candidates}


def _names(slugs: Sequence[str], candidates: Labels) -> str:
    return " = ".join(candidates[slug] for slug in slugs)
