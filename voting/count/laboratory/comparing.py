"""The same figures under every rule."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from voting.count.combination import RULES, Combined, Group, combine
from voting.count.comparable import EUROVISION


def under_every_rule(
    groups: Sequence[Group],
    *,
    tie_rules: Sequence[str] = (),
    seed: bytes | None = None,
    scale: Sequence[Fraction] = EUROVISION,
) -> dict[str, Combined]:
    """What each rule makes of the groups, by the name of the rule.

    A rule that cannot be used on the figures, such as shares of figures below 0, is left out.
    """
    found: dict[str, Combined] = {}
    for rule in RULES:
        try:
            found[rule] = combine(groups, rule=rule, tie_rules=tie_rules, seed=seed, scale=scale)
        except ValueError:
            continue
    return found


def winners(combined: Combined) -> tuple[str, ...]:
    """Who is on place 1."""
    return combined.placements[0].candidates if combined.placements else ()
