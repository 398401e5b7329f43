"""Every announced year of an award: who won, who stood, who was behind it, how many took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from award.programme.models import Award, Edition, Partner
from voting.results.domain.announcing import public_result
from voting.results.domain.standings import CategoryResult, Standing, category_results
from voting.results.models import EditionResult


@dataclass(frozen=True)
class Field:
    """A category's finalists who did not win, best first; `unnamed`: whose names are not shown any more."""

    category: CategoryResult
    finalists: tuple[Standing, ...]
    unnamed: int


@dataclass(frozen=True)
class Year:
    """One announced year as its own page tells it. `finalists`: how many stood, winners among them."""

    edition: Edition
    fields: tuple[Field, ...]
    partners: tuple[Partner, ...]
    voters: int
    finalists: int


def announced_years(award: Award) -> list[Year]:
    """Newest first; made-up years stand here only where there are no others."""
    held = Edition.objects.public().filter(award=award).preferring_real()
    editions = held.with_calendar().prefetch_related("partners").newest_first()
    return [_year(e, result) for e in editions if (result := public_result(e))]


def _year(edition: Edition, result: EditionResult) -> Year:
    categories = category_results(result)
    return Year(
        edition=edition,
        fields=tuple(_field(each) for each in categories),
        partners=tuple(edition.partners.all()),
        voters=result.content["voters"] + sum(each.extra_voters for each in categories),
        finalists=sum(len(each.standings) for each in categories if each.is_settled),
    )


def _field(category: CategoryResult) -> Field:
    """Nobody is listed before it is settled, as on the page of the result."""
    others = _others(category) if category.is_settled else ()
    named = tuple(s for s in others if s.candidate.name)
    return Field(category, named, len(others) - len(named))


def _others(category: CategoryResult) -> Sequence[Standing]:
    won = {s.candidate.alias for s in category.winners}
    return [s for s in category.standings if s.candidate.alias not in won]
