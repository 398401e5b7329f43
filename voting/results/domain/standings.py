"""A sealed result in the words and numbers of a page: from what was sealed, and nothing that lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from django.db.models.fields.files import FieldFile
from django.utils.translation import get_language

from award.programme.cleaning.ordering import in_order
from award.programme.domain.languages import words_of
from nominations.models import Candidate
from voting.results.domain.countwords import tie_words
from voting.results.domain.winners import ANOTHER_ROUND, WITHHELD, about, decision_on, winners_of
from voting.results.models import Announcement, EditionResult, Motivation, ResultName


@dataclass(frozen=True)
class Finalist:
    """What a finalist was called when the result was sealed; without a name where it is erased.

    `number` stands for her where she has no name. `portrait` is None unless she still has the same.
    """

    alias: str
    number: int
    name: str = ""
    workplace: str = ""
    portrait: FieldFile | None = None
    portrait_alt: str = ""

    @property
    def label(self) -> str:
        return self.name or f"({self.number})"


@dataclass(frozen=True)
class Standing:
    """One finalist's row: place, and each figure as an exact fraction (None where there is none).

    `grades`: what her place that wins is called, by language, where it has a name.
    """

    place: int | None
    candidate: Finalist
    jury: Fraction | None
    public: Fraction | None
    score: Fraction
    grades: Mapping[str, str] = field(default_factory=dict)

    @property
    def grade(self) -> str:
        """In the reader's language; nothing where all who win do so alike."""
        return category_name(self.grades) if self.grades else ""


@dataclass(frozen=True)
class CategoryResult:
    """A category's order, winners first; more than one where more than one place wins, or where people said so.

    `state`: "decided", "undecided", "held" (its winner said no before the announcement),
    "another_round" or "withheld". `reasons`: slugs of why the count left it undecided. `decision`: what
    people decided, as it was sealed. `notes`: how shared places were split, in words. `naming_left`: how
    many ballots named somebody who had left; `naming_struck`: somebody whom a correction struck. `tied`: aliases of
    those who shared the first place. `by_extra_vote`: an extra vote alone was counted, of so many
    people (`extra_voters`).
    """

    slug: str
    titles: Mapping[str, str]
    state: str
    standings: tuple[Standing, ...]
    winners: tuple[Standing, ...]
    reasons: tuple[str, ...]
    decision: Mapping[str, Any] | None
    notes: tuple[str, ...]
    motivation: Motivation | None
    naming_left: int
    naming_struck: int
    tied: tuple[str, ...] = ()
    by_extra_vote: bool = False
    extra_voters: int = 0

    @property
    def name(self) -> str:
        return category_name(self.titles)

    @property
    def named_winner(self) -> Standing | None:
        """The first whose name has not been erased."""
        return next((w for w in self.winners if w.candidate.name), None)

    @property
    def is_settled(self) -> bool:
        """Whether the page shows an outcome; else it says that there is none yet."""
        return self.state in ("decided", WITHHELD)

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


def award_name(result: EditionResult) -> str:
    """What the award was called when the result was sealed, in the reader's language."""
    sealed: Mapping[str, str] | None = result.content.get("award_name")
    return category_name(sealed) if sealed else words_of(result.edition.award, "name")


def category_name(titles: Mapping[str, str]) -> str:
    """In the reader's language, as the rule book had it; Swedish where there is no English."""
    english = (get_language() or "").startswith("en")
    return (titles.get("en") if english else "") or titles["sv"]


def category_results(result: EditionResult) -> list[CategoryResult]:
    """Each category with its finalists, best first, as this version has them."""
    names, words = _names(result), _motivations(result)
    held = _held(result)
    return [
        _told(result, slug, names, words, held=slug in held) for slug in result.content["titles"]
    ]


def _told(
    result: EditionResult,
    slug: str,
    names: Mapping[str, Finalist],
    words: Mapping[tuple[str, str], Motivation],
    *,
    held: bool,
) -> CategoryResult:
    content, decision = result.content["categories"][slug], decision_on(result, slug)
    finalists = _finalists(content, names)
    winners = [] if held else winners_of(result, slug)
    standings = tuple(_standings(content, finalists, winners))
    return CategoryResult(
        slug=slug,
        titles=result.content["titles"][slug],
        state=_state(content, decision, held=held),
        standings=standings,
        winners=tuple(_graded(standings, winners, _grades(result, slug))),
        reasons=tuple(content["reasons"]),
        decision=decision,
        notes=tuple(
            tie_words(note, {f.alias: f.label for f in finalists.values()})
            for note in content["notes"]
        ),
        motivation=words.get((slug, about(winners))) if winners else None,
        naming_left=result.content.get("naming_left", {}).get(slug, 0),
        naming_struck=result.content.get("naming_struck", {}).get(slug, 0),
        tied=tuple(content["tied"]),
        by_extra_vote=content.get("extra_vote", False),
        extra_voters=result.content.get("extra_voters", {}).get(slug, 0),
    )


def _grades(result: EditionResult, slug: str) -> Sequence[Mapping[str, str]]:
    """None of those whom people chose: the places are the count's."""
    found: Mapping[str, Sequence[Mapping[str, str]]] = result.content.get("grades", {})
    return () if decision_on(result, slug) else found.get(slug, ())


def _graded(
    standings: Sequence[Standing], winners: Sequence[str], grades: Sequence[Mapping[str, str]]
) -> Iterator[Standing]:
    won = [s for s in standings if s.candidate.alias in winners]
    for at, standing in enumerate(won):
        yield replace(standing, grades=grades[at]) if at < len(grades) else standing


def _state(content: Mapping[str, Any], decision: Mapping[str, Any] | None, *, held: bool) -> str:
    if held:
        return "held"
    if decision and decision["kind"] in (ANOTHER_ROUND, WITHHELD):
        return str(decision["kind"])
    return "decided" if decision else str(content["status"])


def _finalists(content: Mapping[str, Any], names: Mapping[str, Finalist]) -> dict[str, Finalist]:
    """By alias; a number stands for whoever is not named, in the order of the aliases."""
    return {
        alias: names.get(alias) or Finalist(alias, n)
        for n, alias in enumerate(sorted(content["scores"]), start=1)
    }


def _standings(
    content: Mapping[str, Any], finalists: Mapping[str, Finalist], winners: Sequence[str]
) -> list[Standing]:
    """In the order of the count; where that gave no places, winners first and then by the figures."""
    places = {n: p["place"] for p in content["placements"] for n in p["candidates"]}
    scores = {alias: Fraction(score) for alias, score in content["scores"].items()}

    def rank(alias: str) -> tuple[int, bool, Fraction, str]:
        return (
            places.get(alias, 0),
            not places and alias not in winners,
            -scores[alias],
            in_order(finalists[alias].label),
        )

    order = sorted(scores, key=rank)
    return [
        Standing(
            places.get(alias),
            finalists[alias],
            _figure(content["jury"], alias),
            _figure(content["public"], alias),
            scores[alias],
        )
        for alias in order
    ]


def _figure(figures: Mapping[str, str | None], alias: str) -> Fraction | None:
    text = figures.get(alias)
    return Fraction(text) if text is not None else None


def _held(result: EditionResult) -> Sequence[str]:
    found = Announcement.objects.filter(result=result).first()
    return found.held if found else ()


def _names(result: EditionResult) -> dict[str, Finalist]:
    """The annex, by alias. A portrait is shown while she may be and has the same file."""
    lines = ResultName.objects.filter(edition=result.edition_id, alias__in=result.content["names"])
    own = {
        c.alias: c.portrait
        for c in Candidate.objects.filter(edition=result.edition_id).public()
        if c.portrait
    }
    return {
        line.alias: Finalist(
            line.alias,
            0,
            line.name,
            line.workplace,
            own[line.alias] if _same_file(own.get(line.alias), line.portrait) else None,
            line.portrait_alt,
        )
        for line in lines
    }


def _same_file(portrait: FieldFile | None, name: str) -> bool:
    return portrait is not None and portrait.name == name


def _motivations(result: EditionResult) -> dict[tuple[str, str], Motivation]:
    found = Motivation.objects.written(result.edition).select_related("category")
    return {(m.category.slug, m.about): m for m in found}
