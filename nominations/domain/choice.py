"""Whether there is anybody to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from award.programme.models import Category
from nominations.models import Entry


@dataclass(frozen=True)
class ThinCategory:
    """A category in which nobody stands (`sole` is None), or one alone."""

    category: Category
    sole: Entry | None


def thin_categories(categories: Iterable[Category], entries: Iterable[Entry]) -> list[ThinCategory]:
    """The categories in which nobody or one of the entries stands, in their order."""
    standing: dict[int, list[Entry]] = {}
    for entry in entries:
        standing.setdefault(entry.category_id, []).append(entry)
    return [
        ThinCategory(category, next(iter(standing.get(category.pk, ())), None))
        for category in categories
        if len(standing.get(category.pk, ())) < 2
    ]


def thin_in_words(thin: Sequence[ThinCategory]) -> Iterator[str]:
    """One line for the desk, where there is such a category."""
    if thin:
        text = ngettext(
            "%d category has nobody or one to choose from",
            "%d categories have nobody or one to choose from",
            len(thin),
        )
        yield text % len(thin)
