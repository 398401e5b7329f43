"""How likely a tie is and how often each candidate wins, in years made up by drawing votes anew."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from voting.count.combination import Group, combine
from voting.count.laboratory.comparing import winners

T = TypeVar("T", bound=Hashable)
RUNS = 200


@dataclass(frozen=True)
class Chances:
    """Out of `runs` made-up years: how many ended in a tie, and how often each candidate won.

    A tied year counts in equal parts for those who share place 1.
    """

    runs: int
    ties: int
    wins: dict[str, Fraction]

    @property
    def tie(self) -> Fraction:
        """The share of years with a tie for place 1."""
        return Fraction(self.ties, self.runs)


def chances(years: Sequence[Sequence[Group]], *, rule: str) -> Chances:
    """What a rule makes of at least one made-up year. Raises what `combine` raises."""
    names = sorted({name for year in years for group in year for name in group.tallies})
    ties, wins = 0, dict.fromkeys(names, Fraction(0))
    for year in years:
        best = winners(combine(year, rule=rule))
        ties += len(best) > 1
        for name in best:
            wins[name] += Fraction(1, len(best) * len(years))
    return Chances(len(years), ties, wins)


def made_up_years(
    groups: Sequence[Group], *, voters: str, runs: int = RUNS, seed: int = 1
) -> list[list[Group]]:
    """The vote of the group `voters` drawn anew from its own shares, `runs` times.

    Each year draws as many voters as the group's tallies add up to (a bootstrap); the other groups
    stay. Tallies of `voters` must be whole numbers of votes: raises `ValueError`.
    """
    public = next(g for g in groups if g.name == voters)
    if any(tally < 0 or tally.denominator > 1 for tally in public.tallies.values()):
        raise ValueError("votes can only be drawn anew from whole numbers of votes")
    votes = {name: int(tally) for name, tally in public.tallies.items()}
    none = dict.fromkeys(votes, 0)
    return [
        [replace(g, tallies=_exact(none | drawn)) if g is public else g for g in groups]
        for drawn in redrawn(votes, runs=runs, seed=seed)
    ]


def redrawn(votes: Mapping[T, int], *, runs: int = RUNS, seed: int = 1) -> Iterator[dict[T, int]]:
    """As many votes or ballots drawn with replacement from those there are, `runs` times.

    The same seed gives the same draws: this is a forecast for choosing rules, and no result ever
    rests on it. Source: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of
    Statistics 7 (1979).
    """
    source = random.Random(seed)  # noqa: S311 - nothing here is secret
    kinds, weights = list(votes), list(votes.values())
    size = sum(weights)
    for _ in range(runs):
        yield dict(Counter(source.choices(kinds, weights, k=size))) if size else {}


def _exact(votes: Mapping[str, int]) -> dict[str, Fraction]:
    return {name: Fraction(count) for name, count in votes.items()}
