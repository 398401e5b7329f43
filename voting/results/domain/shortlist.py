"""The shortlist for those who organise: what the jury gave, as it was sealed, and who goes on.

Nobody's points are linked any farther than what will be published links them
(`voting.results.recount.publishing`): jurors were told that nobody can lead their points back to them, and
organisers know who stepped back from whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from award.programme.models import Category, Edition, Round
from award.rules.domain.books import rules_in_force
from nominations.domain.completeness import Lack, lacks
from nominations.domain.finalist_told import told_finalists
from nominations.models import Candidate
from voting.count.outcome import rank
from voting.count.reckoning import Material
from voting.count.rounds import as_met_by, slugs_met, stage_name
from voting.count.sheets import Sheet, weigh
from voting.jury.domain.comments import comments_for_organisers
from voting.results.domain.juryround import sealed_sheets
from voting.results.domain.settling import settle
from voting.results.models import RoundResult
from voting.results.recount.linking import ENTRY, score_rows
from voting.results.recount.publishing import Side, publication_of

PLACES_UNDER = 2  # so many places beneath the last finalist are said to be just under the line
Points = tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Row:
    """One entry. `cells` are a juror's weighted points each, in the columns of its category; None is no sheet.

    `place` and `figure` are None below the quorum. `short_of`: how far under the last finalist's figure
    somebody is who is just under the line. `told_at`: when a finalist was mailed. `left`: whether she takes part
    no more since the seal.
    """

    alias: str
    candidate: Candidate | None
    place: int | None
    figure: Fraction | None
    cells: Points
    is_finalist: bool
    lacks: tuple[Lack, ...]
    comments: tuple[str, ...] = ()
    told_at: datetime | None = None
    short_of: Fraction | None = None

    @property
    def given(self) -> list[Fraction]:
        return [points for points in self.cells if points is not None]

    @property
    def lowest(self) -> Fraction | None:
        return min(self.given, default=None)

    @property
    def highest(self) -> Fraction | None:
        return max(self.given, default=None)

    @property
    def spread(self) -> Fraction | None:
        """Between the highest and the lowest points; None with fewer than two sheets."""
        return max(self.given) - min(self.given) if len(self.given) > 1 else None

    @property
    def left(self) -> bool:
        found = self.candidate
        return found is None or bool(found.declined_at or found.ineligible_at or found.erased_at)


@dataclass(frozen=True)
class CategoryShortlist:
    """Best first, equals in an order that tells nothing. `columns` are the jurors' aliases; without any the cells are each row's own, lowest first."""

    category: Category
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    is_tied: bool
    scale: tuple[int, int]

    @property
    def width(self) -> int:
        """How many cells the longest row has."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def finalists(self) -> list[Row]:
        return [row for row in self.rows if row.is_finalist]

    @property
    def commented(self) -> list[Row]:
        return [row for row in self.rows if row.comments]

    @property
    def under(self) -> list[Row]:
        """Just under the line."""
        return [row for row in self.rows if row.short_of is not None]

    @property
    def rest(self) -> list[Row]:
        return [row for row in self.rows if not row.is_finalist and row.short_of is None]


@dataclass(frozen=True)
class Shortlist:
    """`side` says how the jury's points are shown, as they will be published."""

    categories: tuple[CategoryShortlist, ...]
    side: Side


def sealed_shortlist(edition: Edition) -> Shortlist | None:
    """None before the jury's round is sealed; one that is due and that nobody has sealed is sealed now."""
    if not _sealed(edition) or _is_due(edition):
        settle(edition)
    found = _sealed(edition)
    return _read(edition, found) if found else None


def is_sealed(edition: Edition) -> bool:
    """Whether there is a shortlist, without making one."""
    return bool(_sealed(edition))


def finalists_sealed(edition: Edition) -> int:
    """How many go on from the newest sealed round of each category; 0 before the seal."""
    return sum(len(content["finalists"]) for _round, content in _sealed(edition).values())


Sealed = Mapping[str, tuple[Round, Mapping[str, Any]]]


def _sealed(edition: Edition) -> Sealed:
    """By the slug of a category, the newest sealed round of a jury's that it went through, and what it came to there."""
    juries = RoundResult.objects.filter(round__edition=edition, round__kind=Round.Kind.JURY)
    return {
        slug: (each.round, content)
        for each in juries.select_related("round").order_by("round__place")
        for slug, content in each.content["categories"].items()
    }


def _is_due(edition: Edition) -> bool:
    closed = Round.objects.filter(edition=edition, kind=Round.Kind.JURY, result=None).closed()
    return closed.exists()


def _read(edition: Edition, sealed: Sealed) -> Shortlist:
    rules = rules_in_force(edition).to_json()
    categories = [c for c in edition.categories.all() if c.slug in sealed]
    materials = {
        c.slug: Material(
            _name(rules, c.slug, sealed[c.slug][0]),
            sealed[c.slug][1]["entries"],
            sealed_sheets(sealed[c.slug][1]),
        )
        for c in categories
    }
    side = publication_of(rules, list(materials.values())).jury or Side("figures", 0)
    people = _people(edition)
    return Shortlist(
        tuple(
            _category(
                category,
                sealed[category.slug][1],
                _points(materials[category.slug], rules, side),
                people,
                _scale(rules, materials[category.slug]),
            )
            for category in categories
        ),
        side,
    )


def _name(rules: Mapping[str, Any], slug: str, round: Round) -> str:
    """As the count calls it: the category's last jury is the category's own, an earlier one a stage."""
    return slug if slugs_met(rules, slug)["jury"] == round.slug else stage_name(slug, round.slug)


def _scale(rules: Mapping[str, Any], material: Material) -> tuple[int, int]:
    scale = as_met_by(rules, material.slug)["jury"]["scale"]
    return scale["min"], scale["max"]


@dataclass(frozen=True)
class _Given:
    """The points of a category: by entry, in columns."""

    columns: tuple[str, ...]
    by_entry: Mapping[str, Points]


def _points(material: Material, rules: Mapping[str, Any], side: Side) -> _Given:
    """Nothing where figures alone will be published; no columns where a pattern of gaps would tell who is who."""
    if not side.whole:
        return _Given((), {})
    jury = as_met_by(rules, material.slug)["jury"]
    weights = {f"c{n}": c["weight"] for n, c in enumerate(jury["criteria"], start=1)}
    sheets: dict[tuple[str, str], dict[str, Fraction]] = {}
    for entry, juror, criterion, points in score_rows(material, rules, linked=side.aliases):
        sheets.setdefault((juror, entry), {})[criterion] = points
    table = weigh((Sheet(j, e, scores) for (j, e), scores in sheets.items()), weights)
    if side.aliases == ENTRY:
        return _Given((), {entry: tuple(sorted(by.values())) for entry, by in table.items()})
    columns = tuple(sorted({j for by in table.values() for j in by}, key=_number))
    return _Given(columns, {e: tuple(by.get(j) for j in columns) for e, by in table.items()})


def _number(alias: str) -> int:
    return int(alias.removeprefix("J"))


def _category(
    category: Category,
    content: Mapping[str, Any],
    given: _Given,
    people: _People,
    scale: tuple[int, int],
) -> CategoryShortlist:
    figures = {a: None if f is None else Fraction(f) for a, f in content["figures"].items()}
    reached = {alias: figure for alias, figure in figures.items() if figure is not None}
    places = {alias: p.place for p in (rank(reached) if reached else ()) for alias in p.candidates}
    rows = [
        Row(
            alias=alias,
            place=places.get(alias),
            figure=figures[alias],
            cells=given.by_entry.get(alias, ()),
            is_finalist=alias in content["finalists"],
            **people.about(alias, category),
        )
        for alias in content["entries"]
    ]
    rows.sort(key=lambda row: (not row.is_finalist, row.place is None, row.place or 0, row.alias))
    return CategoryShortlist(
        category, tuple(_under(rows)), given.columns, bool(content["notes"]), scale
    )


def _under(rows: Sequence[Row]) -> list[Row]:
    """Those who stand on the next places after the last finalist, and how far from her."""
    chosen = [r.figure for r in rows if r.is_finalist and r.figure is not None]
    below = sorted({r.place for r in rows if not r.is_finalist and r.place is not None})
    near = set(below[:PLACES_UNDER]) if chosen else set()
    return [
        replace(row, short_of=min(chosen) - row.figure)
        if row.figure is not None and not row.is_finalist and row.place in near
        else row
        for row in rows
    ]


@dataclass(frozen=True)
class _People:
    """What is known now of those whom the seal names by alias."""

    by_alias: Mapping[str, Candidate]
    comments: Mapping[tuple[int, int], tuple[str, ...]]
    told: Mapping[int, datetime]

    def about(self, alias: str, category: Category) -> dict[str, Any]:
        found = self.by_alias.get(alias)
        if found is None:
            return {"candidate": None, "lacks": ()}
        return {
            "candidate": found,
            "lacks": lacks(found),
            "comments": self.comments.get((found.pk, category.pk), ()),
            "told_at": self.told.get(found.pk),
        }


def _people(edition: Edition) -> _People:
    known = Candidate.objects.filter(edition=edition).select_related("identity")
    return _People({c.alias: c for c in known}, _comments(edition), told_finalists(edition))


def _comments(edition: Edition) -> dict[tuple[int, int], tuple[str, ...]]:
    """By candidate and category, without names and in the order of the words: a column cannot be read out of it."""
    return {
        (each.entry.candidate_id, each.entry.category_id): tuple(
            sorted(sheet.comment for sheet in each.sheets)
        )
        for each in comments_for_organisers(edition)
    }
