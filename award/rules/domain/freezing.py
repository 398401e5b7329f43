"""When the rules of an edition freeze: stored once, and never taken back.

The tick stores it, every page and verb that asks does, and so does the database before it lets anything
move that would undo it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from award.programme.models import Edition, EditionClock, Round
from award.rules.models import Freeze


def is_frozen(edition: Edition) -> bool:
    """Whether the first round has opened; from then on each field has a rule of its own for changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forebild_freeze(%s)", [edition.pk])
        frozen: bool = cursor.fetchone()[0]
    return frozen


def frozen_at(edition: Edition) -> datetime | None:
    """When they froze, or will: the opening of the first round."""
    stored = Freeze.objects.filter(edition=edition).first()
    if stored:
        return stored.at
    first = edition.rounds.in_order().first()
    return first.opens_at if first else None


def freeze_what_has_opened() -> int:
    """On the tick; returns how many editions were found frozen now."""
    opened = Round.objects.filter(opens_at__lte=EditionClock("edition_id"), edition__freeze=None)
    editions = Edition.objects.filter(pk__in=list(opened.values_list("edition", flat=True)))
    return sum(is_frozen(edition) for edition in editions)
