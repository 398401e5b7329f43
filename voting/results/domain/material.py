"""What a category's result is made from: the sealed rounds, and nothing that lives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from award.programme.models import Edition, Round
from voting.count.reckoning import Material
from voting.count.rounds import AT, next_after, slugs_met, stages_of
from voting.results.domain.juryround import sealed_sheets
from voting.results.models import RoundResult

Content = Mapping[str, Any]
_NO_VOTE: Content = {"entries": [], "left": [], "ballots": []}


def judged_rounds(edition: Edition) -> dict[str, Content]:
    """The sealed content of the edition's juries and votes, by the slug of the round."""
    kinds = (Round.Kind.JURY, Round.Kind.VOTE)
    sealed = RoundResult.objects.filter(round__edition=edition, round__kind__in=kinds)
    return {each.round.slug: each.content for each in sealed.select_related("round")}


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
    book: Content,
    *,
    extra: Mapping[str, Content] | None = None,
    struck: Mapping[str, Collection[str]] | None = None,
) -> list[Material]:
    """A material for each category slug, with its extra vote where there was one, and for its stages before it.

    `rounds` are sealed, by slug; `book` is the rule book as JSON. `struck` are aliases that a later version counts without.
    """
    gone, more = struck or {}, extra or {}
    stages = [name for name in stages_of(book) if name.partition(AT)[0] in categories]
    return [
        *(_stage(name, rounds, book) for name in stages),
        *(
            replace(
                _material(slug, rounds, book, gone.get(slug, ())),
                extra=_extra(slug, more.get(slug), gone.get(slug, ())),
            )
            for slug in categories
        ),
    ]


def _stage(name: str, rounds: Mapping[str, Content], book: Content) -> Material:
    """Who went on stands before the next jury as that one was sealed: the others of the chosen have left meanwhile."""
    category, _at, slug = name.partition(AT)
    after = slugs_met(book, next_after(book, name))["jury"]
    here, there = rounds[slug]["categories"][category], rounds[after]["categories"][category]
    chosen, weighed = set(here["finalists"]), set(there["entries"])
    return Material(
        name,
        here["entries"],
        sealed_sheets(here),
        added=sorted(weighed - chosen),
        left=sorted(chosen - weighed),
    )


def _extra(slug: str, vote: Content | None, struck: Collection[str]) -> Material | None:
    """Of those who were struck, only those who stood in it: nobody else is named there."""
    box = _category(vote, slug)
    if box is None:
        return None
    ballots = [(text, count) for text, count in box["ballots"]]
    left = {*box["left"], *(set(struck) & set(box["entries"]))}
    return Material(slug, box["entries"], (), ballots, left=sorted(left))


def _material(
    slug: str, rounds: Mapping[str, Content], book: Content, struck: Collection[str]
) -> Material:
    """Finalists whom the jury did not choose were added by the organisers."""
    met = slugs_met(book, slug)
    jury = _category(rounds.get(met.get("jury", "")), slug)
    vote = _category(rounds.get(met.get("vote", "")), slug) or _NO_VOTE
    chosen = jury["finalists"] if jury else vote["entries"]
    return Material(
        slug,
        jury["entries"] if jury else vote["entries"],
        sealed_sheets(jury),
        [(text, count) for text, count in vote["ballots"]],
        added=sorted(set(vote["entries"]) - set(chosen)) if jury else [],
        left=sorted({*vote["left"], *struck}),
    )


def _category(content: Content | None, slug: str) -> Content | None:
    found: Content | None = content["categories"].get(slug) if content else None
    return found
