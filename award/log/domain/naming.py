"""Who and what an entry is about, by name: read from the rows themselves each time, never from the entry.

So whoever has been erased has no name in the log either. A higher room signs up its own kinds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from award.programme.models import Award, Category, Edition, Organisation, Partner, Round

MOST_FOUND = 500
_kinds: dict[str, tuple[QuerySet[Any], tuple[str, ...]]] = {}


def named_in_log(model: type[models.Model], *fields: str, related: tuple[str, ...] = ()) -> None:
    """Have rows of the model called what `str` calls them, and found by a part of any of the fields."""
    rows = model._default_manager.all()
    kind = str(model._meta.model_name)
    _kinds[kind] = (rows.select_related(*related) if related else rows, fields)


def is_named(reference: str) -> bool:
    """Whether things of its kind have names."""
    return reference.partition(":")[0] in _kinds


def names_of(references: Iterable[str]) -> dict[str, str]:
    """What `candidate:12` and its like are called; without those that nothing is left of."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        kind, _, key = reference.partition(":")
        if kind in _kinds and key.isdecimal():
            wanted[kind].add(key)
    return {
        f"{kind}:{row.pk}": str(row)
        for kind, keys in wanted.items()
        for row in _kinds[kind][0].filter(pk__in=keys)
    }


def references_found(text: str) -> list[str]:
    """The references of everybody and everything whose name holds the text."""
    return [
        f"{kind}:{key}"
        for kind, (rows, fields) in _kinds.items()
        if fields
        for key in rows.filter(_any(fields, text)).values_list("pk", flat=True)[:MOST_FOUND]
    ]


def _any(fields: Iterable[str], text: str) -> Q:
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": text})
    return found


for _model in (Award, Category):
    named_in_log(_model, "name_sv", "name_en")
named_in_log(Organisation, "name")
named_in_log(Partner, "name")
named_in_log(Edition, related=("award",))
named_in_log(Round, related=("edition__award",))
