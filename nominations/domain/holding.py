"""Holding a candidate while something of her changes."""

from __future__ import annotations

from django.db.models import Q

from award.programme.models import Category, Edition
from nominations.models import Candidate


def held(candidate: Candidate) -> Candidate:
    """Her row, locked until the transaction ends, with what a change of it needs."""
    return (
        Candidate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("edition__award__organisation", "identity")
        .get(pk=candidate.pk)
    )


def hold_edition(edition: Edition) -> None:
    """One at a time decides what candidates are called, so that no two become alike at once."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)


def categories_of(candidate: Candidate) -> list[Category]:
    """The categories she is considered in, in their order: where she is entered or nominated."""
    return list(
        Category.objects.filter(edition=candidate.edition_id)
        .filter(Q(entries__candidate=candidate) | Q(nominations__candidate=candidate))
        .distinct()
        .order_by("position", "id")
    )
