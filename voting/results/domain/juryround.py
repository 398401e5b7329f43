"""What the jury came to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from award.programme.models import Category, Round
from award.rules.domain.document import Rules
from nominations.models import Entry
from voting.count.reckoning import Material, jury_figures, shortlist
from voting.count.sheets import Sheet
from voting.jury.domain.sheets import counted_sheets


def jury_content(round: Round, rules: Rules, *, seed: bytes) -> dict[str, Any]:
    """Each category's entries, the sheets that counted, the figures and who goes on.

    The sheets are kept as they counted: what happens to a juror later does not change the result.
    """
    categories = round.edition.categories.all()
    return {
        "kind": "jury",
        "categories": {c.slug: _category(round, c, rules, seed) for c in categories},
    }


def sealed_sheets(content: dict[str, Any] | None) -> list[Sheet]:
    """The sheets of a category of a sealed jury round, as the counting core reads them."""
    return [
        Sheet(s["juror"], s["entry"], {c: Fraction(p) for c, p in s["scores"].items()})
        for s in (content or {}).get("sheets", [])
    ]


def _category(round: Round, category: Category, rules: Rules, seed: bytes) -> dict[str, Any]:
    sheets = counted_sheets(round, category)
    entered = Entry.objects.on_shortlist(round).filter(category=category)
    slugs = [e.candidate.slug for e in entered]
    jury = rules.to_json()["jury"]
    figures = jury_figures(jury, Material(category.slug, slugs, sheets))
    finalists, notes = shortlist(jury, figures, slugs, ties=rules.ties, seed=seed)
    return {
        "entries": sorted(slugs),
        "sheets": [_sheet(sheet) for sheet in sheets],
        "figures": {slug: None if f is None else str(f) for slug, f in figures.items()},
        "finalists": list(finalists),
        "below_quorum": sorted(slug for slug, f in figures.items() if f is None),
        "notes": list(notes),
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    scores = {criterion: str(points) for criterion, points in sorted(sheet.scores.items())}
    return {"juror": sheet.juror, "entry": sheet.entry, "scores": scores}
