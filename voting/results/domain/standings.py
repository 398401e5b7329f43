"""A result in the words and numbers of a page."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from award.programme.models import Category, Edition
from nominations.models import Candidate
from voting.results.domain.countwords import tie_words
from voting.results.models import EditionResult, Motivation


@dataclass(frozen=True)
class Standing:
    """One finalist's row: place, and each figure as an exact fraction (None where there is none)."""

    place: int
    candidate: Candidate
    jury: Fraction | None
    public: Fraction | None
    score: Fraction


@dataclass(frozen=True)
class CategoryResult:
    """A category's order, winners first; more than one winner only where no rule could part them.

    `notes`: how shared places were split, in words.
    """

    category: Category
    standings: tuple[Standing, ...]
    notes: tuple[str, ...]
    motivation: Motivation | None

    @property
    def has_jury(self) -> bool:
        return any(s.jury is not None for s in self.standings)

    @property
    def has_public(self) -> bool:
        return any(s.public is not None for s in self.standings)

    @property
    def is_combined(self) -> bool:
        """Whether two sides came together; one alone decides by its places."""
        return self.has_jury and self.has_public

    @property
    def winners(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.standings if s.place == 1)


def category_results(result: EditionResult) -> list[CategoryResult]:
    """Each category with its finalists who still take part, best first."""
    edition = result.edition
    motivations = {m.category_id: m for m in Motivation.objects.filter(edition=edition)}
    return [
        _told(category, result.content["categories"][category.slug], motivations.get(category.pk))
        for category in edition.categories.all()
    ]


def _told(
    category: Category, content: dict[str, Any], motivation: Motivation | None
) -> CategoryResult:
    standings = tuple(_standings(category.edition, content))
    names = {s.candidate.slug: s.candidate.name for s in standings}
    notes = tuple(tie_words(note, names) for note in content["notes"])
    return CategoryResult(category, standings, notes, motivation)


def _standings(edition: Edition, content: dict[str, Any]) -> list[Standing]:
    known = {c.slug: c for c in Candidate.objects.filter(edition=edition).taking_part()}
    return [
        Standing(
            placement["place"],
            known[slug],
            _figure(content["jury"], slug),
            _figure(content["public"], slug),
            Fraction(content["scores"][slug]),
        )
        for placement in content["placements"]
        for slug in placement["candidates"]
        if slug in known
    ]


def _figure(figures: dict[str, str | None], slug: str) -> Fraction | None:
    text = figures.get(slug)
    return Fraction(text) if text is not None else None
