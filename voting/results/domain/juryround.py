"""What the jury came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from award.programme.models import Category, Round
from award.rules.domain.document import JuryRules, Rules
from nominations.domain.consenting import eligible, last_day
from nominations.models import Entry
from voting.count.reckoning import Material, jury_figures, shortlist
from voting.count.sheets import Sheet
from voting.jury.domain.sheets import counted_sheets
from voting.results.domain.aliasing import candidate_aliases, juror_aliases


def jury_content(round: Round, rules: Rules, *, seed: bytes) -> dict[str, Any]:
    """Each category's entries, the sheets that counted, the figures and who goes on, by aliases.

    The sheets are kept as they counted: what happens to a juror later does not change the result.
    """
    jury = rules.round(round.slug)
    assert isinstance(jury, JuryRules)  # noqa: S101 - the round is of its kind
    categories = [c for c in round.edition.categories.all() if round.is_for(c)]
    entries = {c.slug: _entries(round, c) for c in categories}
    sheets = _sheets(round, categories, entries)
    return {
        "kind": "jury",
        "categories": {
            slug: _category(Material(slug, entered, sheets[slug]), jury, rules.ties, seed)
            for slug, entered in entries.items()
        },
    }


def sealed_sheets(content: Mapping[str, Any] | None) -> list[Sheet]:
    """The sheets of a category of a sealed jury round, as the counting core reads them."""
    return [
        Sheet(s["juror"], s["entry"], {c: Fraction(p) for c, p in s["scores"].items()})
        for s in (content or {}).get("sheets", [])
    ]


def _sheets(
    round: Round, categories: Sequence[Category], entries: Mapping[str, Sequence[str]]
) -> dict[str, list[Sheet]]:
    """By category, of its entries, in an order that tells nothing; a juror has one alias in all."""
    called = candidate_aliases(round.edition)
    written = {
        c.slug: [s for s in counted_sheets(round, c) if called[s.entry] in entries[c.slug]]
        for c in categories
    }
    jurors = juror_aliases(s.juror for sheets in written.values() for s in sheets)
    return {
        slug: sorted(
            (Sheet(jurors[s.juror], called[s.entry], s.scores) for s in sheets),
            key=lambda s: (s.entry, s.juror),
        )
        for slug, sheets in written.items()
    }


def _entries(round: Round, category: Category) -> list[str]:
    """Those who may go on: whoever has not said yes by the last day is not weighed against the others."""
    entered = Entry.objects.on_shortlist(round).filter(category=category)
    until = last_day(round.edition)
    return sorted(e.candidate.alias for e in (eligible(entered, until) if until else entered))


def _category(
    material: Material, jury: JuryRules, ties: Sequence[str], seed: bytes
) -> dict[str, Any]:
    said, entries = jury.to_json(), material.entries
    figures = jury_figures(said, material)
    finalists, notes = shortlist(said, figures, entries, ties=ties, seed=seed)
    return {
        "entries": list(entries),
        "sheets": [_sheet(sheet) for sheet in material.sheets],
        "figures": {alias: None if f is None else str(f) for alias, f in figures.items()},
        "finalists": list(finalists),
        "below_quorum": sorted(alias for alias, f in figures.items() if f is None),
        "notes": list(notes),
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    scores = {criterion: str(points) for criterion, points in sorted(sheet.scores.items())}
    return {"juror": sheet.juror, "entry": sheet.entry, "scores": scores}
