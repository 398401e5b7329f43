"""What an alias links: where jurors did not all judge the same, a pattern would tell who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from voting.count.reckoning import Material
from voting.count.rounds import as_met_by

PANEL, CATEGORY, ENTRY = "panel", "category", "entry"
ACROSS = ("borda", "severity", "zscores")
Row = tuple[str, str, str, Fraction]


def linkable(rules: Mapping[str, Any], materials: Sequence[Material]) -> str | None:
    """How far a juror may keep one alias in what is published: `PANEL`, `CATEGORY` or `ENTRY`.

    Over all categories where the pattern of points is even: every juror gave points to the same
    entries on the same criteria. Else over an entry, or over a category whose own pattern is even
    where the aggregate compares a juror's entries; None where that leaves no way.
    """
    if _is_even(materials, rules):
        return PANEL
    if not any(_aggregate(rules, m) in ACROSS for m in materials):
        return ENTRY
    return CATEGORY if all(_is_even([m], rules) for m in materials) else None


def score_rows(
    material: Material, rules: Mapping[str, Any], *, linked: str
) -> Iterator[tuple[str, str, str, Fraction]]:
    """Entry, juror, criterion and points, with aliases that link no farther than `linked`.

    Criteria are called c1, c2 … by their position in the rule book; others never count. Aliases that
    link less than the panel are given anew by the points themselves, so that they tell nothing else.
    """
    rows = _rows(material, rules)
    if linked == PANEL:
        return iter(rows)
    if linked == CATEGORY:
        return _called_anew(rows)
    by_entry = defaultdict(list)
    for row in rows:
        by_entry[row[0]].append(row)
    return (row for own in by_entry.values() for row in _called_anew(own))


def jurors(materials: Iterable[Material], rules: Mapping[str, Any]) -> set[str]:
    """Whoever gave at least one point that can count: an empty sheet judges nothing."""
    return {juror for material in materials for _, juror, _, _ in _rows(material, rules)}


def _aggregate(rules: Mapping[str, Any], material: Material) -> str:
    jury = as_met_by(rules, material.slug).get("jury")
    return jury["aggregate"] if jury else ""


def _called_anew(rows: Iterable[Row]) -> Iterator[Row]:
    """J1, J2 … from whoever gave least: of two with the same points it is all the same who is who."""
    own = defaultdict(list)
    for entry, juror, criterion, points in rows:
        own[juror].append((entry, criterion, points))
    for n, given in enumerate(sorted(sorted(each) for each in own.values()), start=1):
        yield from ((entry, f"J{n}", criterion, points) for entry, criterion, points in given)


def _is_even(materials: Iterable[Material], rules: Mapping[str, Any]) -> bool:
    given = defaultdict(set)
    for material in materials:
        for entry, juror, criterion, _ in _rows(material, rules):
            given[juror].add((material.slug, entry, criterion))
    return len(set(map(frozenset, given.values()))) <= 1


def _rows(material: Material, rules: Mapping[str, Any]) -> list[Row]:
    told = (as_met_by(rules, material.slug).get("jury") or {"criteria": []})["criteria"]
    called = {criterion["slug"]: f"c{n}" for n, criterion in enumerate(told, start=1)}
    return [
        (sheet.entry, sheet.juror, called[criterion], Fraction(points))
        for sheet in material.sheets
        for criterion, points in sheet.scores.items()
        if criterion in called
    ]
