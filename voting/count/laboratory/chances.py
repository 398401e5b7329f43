"""How likely a tie is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from voting.count.combination import Group, combine
from voting.count.laboratory.comparing import winners


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


def chances(
    groups: Sequence[Group], *, voters: str, rule: str, runs: int = 200, seed: int = 1
) -> Chances:
    """Draw the vote of the group `voters` anew and again, from its own shares.

    Each run draws as many voters as the group's tallies add up to (a bootstrap); the other groups
    stay. The same seed gives the same draws: this is a forecast for choosing rules, and no result
    ever rests on it. Tallies of `voters` must be whole numbers of votes.
    """
    source = random.Random(seed)  # noqa: S311 - nothing here is secret
    public = next(g for g in groups if g.name == voters)
    ties, wins = 0, dict.fromkeys(sorted(public.tallies), Fraction(0))
    for _ in range(runs):
        drawn = [_drawn(g, source) if g is public else g for g in groups]
        best = winners(combine(drawn, rule=rule))
        ties += len(best) > 1
        for name in best:
            wins[name] = wins.get(name, Fraction(0)) + Fraction(1, len(best) * runs)
    return Chances(runs, ties, wins)


def _drawn(group: Group, source: random.Random) -> Group:
    names = sorted(group.tallies)
    weights = [int(group.tallies[name]) for name in names]
    votes = sum(weights)
    drawn = Counter(source.choices(names, weights, k=votes)) if votes else Counter[str]()
    return replace(group, tallies={name: Fraction(drawn[name]) for name in names})
