"""The jury's words about the winner."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.calendar import calendar
from award.programme.domain.meanwhile import Marks, settle
from award.programme.models import Category, Edition
from voting.results.domain.winners import about, winners_of
from voting.results.models import EditionResult, Motivation


class TooLate(Exception):
    """The result is public: its words stand."""


@transaction.atomic
def write_motivation(
    category: Category, *, text_sv: str, text_en: str, by: Person, shown: Marks | None = None
) -> Motivation:
    """Write or rewrite it until the announcement; about a later version's winner once after it.

    Raises `TooLate`, and `ChangedMeanwhile` where somebody else has written since the form was `shown`.
    """
    edition = category.edition
    newest = EditionResult.objects.of(edition).first()
    whom = about(winners_of(newest, category.slug)) if newest else ""
    if not may_write(newest, category):
        raise TooLate
    hold_motivations(edition)
    texts = _settled(category, whom, {"text_sv": text_sv, "text_en": text_en}, shown or {})
    found, _ = Motivation.objects.update_or_create(
        category=category,
        about=whom,
        defaults={"edition": edition, "written_by": by, **texts},
    )
    record(
        "motivation.written",
        actor=by,
        object=found,
        edition=edition,
        after={"sv": texts["text_sv"], "en": texts["text_en"]},
    )
    return found


def words_for(category: Category, whom: str) -> Motivation | None:
    """About whom it is; until the winners are known, about nobody yet."""
    written = {m.about: m for m in Motivation.objects.filter(category=category)}
    return written.get(whom) or written.get("")


def _settled(
    category: Category, whom: str, wished: Mapping[str, str], shown: Marks
) -> dict[str, str]:
    kept = words_for(category, whom)
    return settle(wished, stored={n: getattr(kept, n, "") for n in wished}, shown=shown)


def hold_motivations(edition: Edition) -> None:
    """Whoever writes one waits until the edition is sealed."""
    list(Motivation.objects.select_for_update(no_key=True).filter(edition=edition).order_by("pk"))


def say_whom(result: EditionResult) -> None:
    """Words from before the winners were known are about those of the result that is being sealed."""
    for slug in result.content["categories"]:
        if winners := winners_of(result, slug):
            Motivation.objects.filter(edition=result.edition, category__slug=slug, about="").update(
                about=about(winners)
            )


def may_write(newest: EditionResult | None, category: Category) -> bool:
    """Until the announcement; after it only about the winner of a later version, and once."""
    if not calendar(category.edition).is_announced:
        return True
    whom = about(winners_of(newest, category.slug)) if newest else ""
    if newest is None or newest.version == 1 or not whom:
        return False
    return not Motivation.objects.filter(category=category, about=whom).exists()
