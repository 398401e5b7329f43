"""The jury's words about the winner."""

from __future__ import annotations

from django.db import transaction

from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.calendar import calendar
from award.programme.models import Category
from voting.results.models import Motivation


class TooLate(Exception):
    """The result is public: its words stand."""


@transaction.atomic
def write_motivation(category: Category, *, text_sv: str, text_en: str, by: Person) -> Motivation:
    """Write or rewrite it until the announcement. Raises `TooLate`."""
    edition = category.edition
    if calendar(edition).is_announced:
        raise TooLate
    found, _ = Motivation.objects.update_or_create(
        category=category,
        defaults={"edition": edition, "text_sv": text_sv, "text_en": text_en, "written_by": by},
    )
    record(
        "motivation.written",
        actor=by,
        object=found,
        edition=edition,
        after={"sv": text_sv, "en": text_en},
    )
    return found
