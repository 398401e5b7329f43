"""What the jury came to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from award.domain.rules import JuryRules, Rules
from award.models import Category, Round
from nominations.models import Entry
from voting.count.outcome import Placement, rank
from voting.count.sheets import aggregate
from voting.count.ties import break_ties
from voting.jury.domain.sheets import counted_sheets


def jury_content(round: Round, rules: Rules, *, seed: bytes) -> dict[str, Any]:
    """Each category's figures, how many sheets, the placements and who goes on."""
    jury = rules.jury
    assert jury is not None  # noqa: S101 - there is a jury round only where the rules have a jury
    categories = round.edition.categories.all()
    return {
        "kind": "jury",
        "categories": {c.slug: _category(round, c, jury, rules, seed) for c in categories},
    }


def _category(
    round: Round, category: Category, jury: JuryRules, rules: Rules, seed: bytes
) -> dict[str, Any]:
    sheets = counted_sheets(round, category)
    weights = {c.slug: c.weight for c in jury.criteria}
    figures = aggregate(sheets, weights, rule=jury.aggregate, quorum=jury.quorum)
    entered = Entry.objects.on_shortlist(round).filter(category=category)
    slugs = [e.candidate.slug for e in entered]
    placed = {slug: f for slug in slugs if (f := figures.get(slug)) is not None}
    placements, notes = _order(placed, rules, seed)
    return {
        "figures": {slug: _text(figures.get(slug)) for slug in slugs},
        "sheets": {slug: sum(s.entry == slug for s in sheets) for slug in slugs},
        "placements": [p.to_json() for p in placements],
        "finalists": _finalists(placements, jury.finalists),
        "below_quorum": sorted(set(slugs) - set(placed)),
        "notes": notes,
    }


def _order(
    figures: dict[str, Fraction], rules: Rules, seed: bytes
) -> tuple[tuple[Placement, ...], list[str]]:
    """The public has not voted yet: of the tie rules only the lot can part equals."""
    ordered, notes = break_ties(
        rank(figures), rules=[t for t in rules.ties if t == "lot"], figures={}, seed=seed
    )
    return tuple(ordered), list(notes)


def _finalists(placements: tuple[Placement, ...], how_many: int) -> list[str]:
    ordered = [slug for p in placements for slug in p.candidates]
    return ordered[:how_many]


def _text(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)
