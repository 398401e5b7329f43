"""Breaking ties by an ordered list of rules: which there are, and how they split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from voting.count.lots import draw
from voting.count.outcome import Placement, levels, place

TIE_RULES = ("first_places", "jury", "public", "earlier", "lot")

Figures = Mapping[str, Mapping[str, Fraction]]


def break_ties(
    placements: Sequence[Placement],
    *,
    rules: Sequence[str],
    figures: Figures,
    seed: bytes | None = None,
) -> tuple[tuple[Placement, ...], list[str]]:
    """Split every shared place by the rules in order, and note each split on a line of its own.

    A rule is the name of a mapping in `figures`, in which more is better and whoever is missing has
    0, or "lot", which draws with `seed` (see `voting.count.lots`). A rule with no figures, and the
    lot without a seed, splits nothing. What no rule splits stays shared.
    """
    tiers = [list(p.candidates) for p in placements]
    notes: list[str] = []
    for rule in rules:
        split: list[list[str]] = []
        for tier in tiers:
            parts = _split(tier, rule, figures, seed) if len(tier) > 1 else [tier]
            if len(parts) > 1:
                notes.append(f"{rule}: {' > '.join('='.join(part) for part in parts)}")
            split += parts
        tiers = split
    return place(tiers), notes


def _split(tier: list[str], rule: str, figures: Figures, seed: bytes | None) -> list[list[str]]:
    if rule == "lot" and seed is not None:
        return [[name] for name in draw(seed, tier)]
    found = figures.get(rule, {})
    return levels({name: found.get(name, Fraction(0)) for name in tier})
