"""A name or an address that stands in what was written about somebody else: it is taken out, and the rest stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TypeVar

import structlog
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet

TAKEN_OUT = "[…]"
FEWEST_WORDS = 2  # a first name alone, or a word that is a project's name, is many people's
M = TypeVar("M", bound=models.Model)
log = structlog.get_logger(__name__)


def without_names(text: str, names: Collection[str]) -> str:
    """Whole words of the text, in any case and over the end of a line; the longest first. An address is a name too."""
    for name in sorted(_whole(names), key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        text = re.sub(rf"(?<!\w){words}s?(?!\w)", TAKEN_OUT, text, flags=re.IGNORECASE)
    return text


def take_out(rows: QuerySet[M], *fields: str, names: Collection[str]) -> int:
    """Out of these fields of these rows; returns how many rows changed.

    What the database holds for ever, such as what a finalist was called in a vote that is over, stays.
    """
    if not _whole(names):
        return 0
    written = rows.exclude(**dict.fromkeys(fields, "")).order_by("pk")
    return sum(_change(row, dict(_changed(row, fields, names))) for row in written.iterator())


def _whole(names: Collection[str]) -> list[str]:
    return [name for name in names if "@" in name or len(name.split()) >= FEWEST_WORDS]


def _changed(
    row: models.Model, fields: Collection[str], names: Collection[str]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        before = getattr(row, field)
        after = without_names(before, names)
        if after != before:
            yield field, after


def _change(row: models.Model, changes: dict[str, str]) -> int:
    if not changes:
        return 0
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**changes)
    except IntegrityError:
        log.warning("mention.stands", model=row._meta.label, row=row.pk)
        return 0
    return 1
