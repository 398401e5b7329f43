"""What a category's result is made from: the sealed rounds, and nothing that lives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from award.programme.models import Edition, Round
from voting.count.reckoning import Material
from voting.results.domain.juryround import sealed_sheets
from voting.results.models import RoundResult

Content = Mapping[str, Any]


def judged_rounds(edition: Edition) -> dict[str, Content]:
    """The sealed content of the edition's jury and vote, by kind."""
    sealed = RoundResult.objects.filter(round__edition=edition).exclude(
        round__kind=Round.Kind.NOMINATION
    )
    return {each.content["kind"]: each.content for each in sealed}


def materials_of(
    rounds: Mapping[str, Content],
    categories: Sequence[str],
    *,
    struck: Mapping[str, Collection[str]] | None = None,
) -> list[Material]:
    """A material for each category slug; `struck` are aliases that a later version counts without."""
    gone = struck or {}
    return [_material(slug, rounds, gone.get(slug, ())) for slug in categories]


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
