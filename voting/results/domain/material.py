"""Everything that a category's result is made from, for the counter and for the package alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from award.programme.models import Category, Edition, Round
from nominations.models import Entry
from voting.ballots.models import collapsed
from voting.count.reckoning import Material
from voting.results.domain.juryround import sealed_sheets


def material_of(
    edition: Edition,
    category: Category,
    jury: Mapping[str, Any] | None,
    *,
    sealed_result: Mapping[str, Any] | None = None,
) -> Material:
    """`jury` is the sealed content of the jury's round, or None where there was none.

    Finalists whom the jury did not choose were added by the organisers; those who declined after
    they became finalists have left, and are struck from every ballot. What somebody answers after
    the sealing changes nothing of `sealed_result`, the edition's content: who left before it are
    those whom it does not place.
    """
    sealed = jury["categories"][category.slug] if jury else None
    vote = Round.objects.filter(edition=edition, kind=Round.Kind.VOTE).first()
    on_paper = _entries(vote, category) if vote else []
    slugs = [e.candidate.slug for e in on_paper]
    chosen = sealed["finalists"] if sealed else slugs
    return Material(
        category.slug,
        sealed["entries"] if sealed else slugs,
        sealed_sheets(sealed),
        list(collapsed(vote, category)) if vote else [],
        added=sorted(set(slugs) - set(chosen)) if sealed else [],
        left=sorted(_left(on_paper, category, sealed_result)),
    )


def _left(
    on_paper: list[Entry], category: Category, sealed_result: Mapping[str, Any] | None
) -> set[str]:
    if sealed_result is None:
        return {e.candidate.slug for e in on_paper if e.candidate.declined_at}
    placements = sealed_result["categories"][category.slug]["placements"]
    placed = {slug for p in placements for slug in p["candidates"]}
    return {e.candidate.slug for e in on_paper} - placed


def _entries(round: Round, category: Category) -> list[Entry]:
    found = Entry.objects.filter(round=round, category=category).select_related("candidate")
    return list(found.order_by("candidate__slug"))
