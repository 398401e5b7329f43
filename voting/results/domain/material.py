"""What a category's result is made from: the sealed rounds, and nothing that lives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from award.programme.models import Edition, Round
from voting.count.reckoning import Material
from voting.results.domain.juryround import sealed_sheets
from voting.results.models import RoundResult

Content = Mapping[str, Any]


def judged_rounds(edition: Edition) -> dict[str, Content]:
    """The sealed content of the edition's jury and vote, by kind."""
    kinds = (Round.Kind.JURY, Round.Kind.VOTE)
    sealed = RoundResult.objects.filter(round__edition=edition, round__kind__in=kinds)
    return {each.content["kind"]: each.content for each in sealed}


def extra_votes(edition: Edition) -> dict[str, Content]:
    """The sealed content of extra votes, by the slug of the category: the newest about it is the one that counts."""
    sealed = RoundResult.objects.filter(
        round__edition=edition, round__kind=Round.Kind.EXTRA_VOTE
    ).select_related("round__supplements")
    newest = sealed.order_by("round__closes_at")
    return {each.round.supplements.slug: each.content for each in newest}  # type: ignore[union-attr]


def materials_of(
    rounds: Mapping[str, Content],
    categories: Sequence[str],
    *,
    extra: Mapping[str, Content] | None = None,
    struck: Mapping[str, Collection[str]] | None = None,
) -> list[Material]:
    """A material for each category slug, with its extra vote where there was one.

    `struck` are aliases that a later version counts without.
    """
    gone, more = struck or {}, extra or {}
    return [
        replace(
            _material(slug, rounds, gone.get(slug, ())),
            extra=_extra(slug, more.get(slug), gone.get(slug, ())),
        )
        for slug in categories
    ]


def _extra(slug: str, vote: Content | None, struck: Collection[str]) -> Material | None:
    """Of those who were struck, only those who stood in it: nobody else is named there."""
    box = _category(vote, slug)
    if box is None:
        return None
    ballots = [(text, count) for text, count in box["ballots"]]
    left = {*box["left"], *(set(struck) & set(box["entries"]))}
    return Material(slug, box["entries"], (), ballots, left=sorted(left))


def _material(slug: str, rounds: Mapping[str, Content], struck: Collection[str]) -> Material:
    """Finalists whom the jury did not choose were added by the organisers."""
    jury = _category(rounds.get("jury"), slug)
    vote = _category(rounds.get("vote"), slug) or {"entries": [], "left": [], "ballots": []}
    chosen = jury["finalists"] if jury else vote["entries"]
    return Material(
        slug,
        jury["entries"] if jury else vote["entries"],
        sealed_sheets(jury),
        [(text, count) for text, count in vote["ballots"]],
        added=sorted(set(vote["entries"]) - set(chosen)) if jury else [],
        left=sorted({*vote["left"], *struck}),
    )


def _category(content: Content | None, slug: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = content["categories"].get(slug) if content else None
    return found
