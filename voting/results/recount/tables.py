"""The CSV files of a package."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from voting.count.reckoning import Material, Reckoning
from voting.results.recount.linking import score_rows
from voting.results.recount.publishing import Publication

BALLOTS = ("category", "ballot")
SCORES = ("category", "entry", "juror", "criterion", "score")
FIGURES = ("category", "side", "entry", "figure")
EXTRA_BALLOTS = "extra-ballots.csv"
DECISIONS = ("category", "entry", "decision")


def write_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, quoted: bool = False
) -> bytes:
    """UTF-8, a line each. `quoted`: every cell in quotation marks, so that it may hold anything."""
    target = io.StringIO()
    writer = csv.writer(
        target, lineterminator="\n", quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue().encode()


def ballots_csv(materials: Iterable[Material]) -> bytes:
    """One line a ballot, in alphabetical order, which tells nothing of when or by whom."""
    rows = sorted((m.slug, ballot, count) for m in materials for ballot, count in m.ballots)
    each = ((slug, ballot) for slug, ballot, count in rows for _ in range(count))
    return write_table(BALLOTS, each)


def scores_csv(materials: Iterable[Material], rules: Mapping[str, Any], *, linked: str) -> bytes:
    """The jury's points; see `voting.results.recount.linking` for criteria and jurors."""
    rows = sorted(
        (m.slug, entry, juror, criterion, str(points))
        for m in materials
        for entry, juror, criterion, points in score_rows(m, rules, linked=linked)
    )
    return write_table(SCORES, rows)


def decisions_csv(materials: Iterable[Material]) -> bytes:
    """Who stood, who was added, who left, and the same of an extra vote: see docs/recount.md."""
    rows = sorted(
        (m.slug, name, decision)
        for m in materials
        for decision, names in _decided_on(m).items()
        for name in names
    )
    return write_table(DECISIONS, rows)


def _decided_on(material: Material) -> dict[str, Sequence[str]]:
    extra = material.extra or Material(material.slug, ())
    return {
        "entry": material.entries,
        "added": material.added,
        "left": material.left,
        "extra": extra.entries,
        "extra_left": extra.left,
    }


def figures_csv(
    reckonings: Iterable[Reckoning], rules: Mapping[str, Any], publication: Publication
) -> bytes:
    """The figures of the sides that are published as figures only.

    The jury's are those of every entry, empty for one without. The public's first round is there
    ("earlier") where the rule book breaks ties by it. Of a category that an extra vote decides they are the
    extra vote's: what was before it stands in the version before it.
    """
    rows: list[tuple[str, str, str, str]] = []
    for found in reckonings:
        if not publication.whole_jury:
            rows += _rows(found.slug, "jury", found.jury)
        if found.vote is not None and not publication.whole_deciding(found.slug):
            rows += _rows(found.slug, "public", found.vote.figures)
            if "earlier" in rules["ties"]:
                rows += _rows(found.slug, "earlier", found.vote.rounds[0].tallies)
    return write_table(FIGURES, sorted(rows))


def _rows(
    slug: str, side: str, figures: Mapping[str, Fraction | None]
) -> Iterator[tuple[str, str, str, str]]:
    return ((slug, side, n, "" if f is None else str(f)) for n, f in figures.items())
