"""Everything that the laboratory says about one set of figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from voting.count.combination import RULES, Combined, Group
from voting.count.laboratory.chances import Chances, chances
from voting.count.laboratory.comparing import under_every_rule, winners
from voting.count.laboratory.effects import Effect, effects, spread
from voting.count.laboratory.weighing import ADDITIVE, Stretch, break_points, stretches

BREAKS = Sequence[tuple[Fraction, tuple[str, ...]]]


@dataclass(frozen=True)
class Trial:
    """What one rule makes of the figures.

    `stretches` (for exactly two sides) and `effects` are empty for a rule that does not add up by
    weight; `spreads`: each side's variance once the rule has made the sides comparable. `chances`
    is None where there are no made-up years.
    """

    rule: str
    combined: Combined
    stretches: Sequence[Stretch]
    effects: Sequence[Effect]
    spreads: Mapping[str, Fraction]
    chances: Chances | None

    @property
    def winners(self) -> tuple[str, ...]:
        return winners(self.combined)

    @property
    def breaks(self) -> BREAKS:
        """The weights of the first side at which the winner changes."""
        return break_points(self.stretches)


def study(
    groups: Sequence[Group],
    *,
    tie_rules: Sequence[str] = (),
    years: Sequence[Sequence[Group]] = (),
) -> list[Trial]:
    """Every rule that can be used on the groups, in the order of `voting.count.combination.RULES`.

    `years` are made-up ones for the chances (`voting.count.laboratory.chances`).
    """
    tried = under_every_rule(groups, tie_rules=tie_rules)
    return [_trial(rule, tried[rule], groups, years) for rule in RULES if rule in tried]


def _trial(
    rule: str, combined: Combined, groups: Sequence[Group], years: Sequence[Sequence[Group]]
) -> Trial:
    adds = rule in ADDITIVE and bool(combined.scores)
    return Trial(
        rule,
        combined,
        stretches(*groups, rule=rule) if adds and len(groups) == 2 else (),
        effects(groups, rule=rule) if adds else (),
        {g.name: spread(g, rule=rule) for g in groups if g.tallies} if adds else {},
        chances(years, rule=rule) if years else None,
    )
