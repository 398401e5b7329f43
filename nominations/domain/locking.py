"""Holding a candidate while something of her changes.

In one order everywhere, so that no two wait for each other: the edition, the candidate, then what
belongs to her (wishes, proposals), and the chain of the log last.
"""

from __future__ import annotations

from django.db.models import Q

from award.programme.models import Category, Edition
from nominations.models import Candidate


def held(candidate: Candidate) -> Candidate:
    """Her edition's row and then hers, locked until the transaction ends, with what a change of it needs.

    So one at a time decides what candidates are called, and no two become alike at once.
    """
    hold_edition(candidate.edition_id)
    return (
        Candidate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("edition__award__organisation", "identity")
        .get(pk=candidate.pk)
    )


def hold_edition(edition_id: int) -> None:
    """Without its key: rows that refer to it are still added."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition_id)


def categories_of(candidate: Candidate) -> list[Category]:
    """The categories she is considered in, in their order: where she is entered or nominated."""
    return list(
        Category.objects.filter(edition=candidate.edition_id)
        .filter(Q(entries__candidate=candidate) | Q(nominations__candidate=candidate))
        .distinct()
        .order_by("position", "id")
    )
