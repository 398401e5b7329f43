"""What lay in the ballot box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from award.programme.models import Category, Round
from award.rules.domain.document import Rules
from nominations.models import Entry
from voting.ballots.domain.papers import vote_rules
from voting.ballots.models import Voter, collapsed
from voting.results.domain.aliasing import BallotAliases, rename_ballot


def vote_content(round: Round, rules: Rules) -> dict[str, Any]:
    """How many voted, and each category's paper and ballots, by aliases.

    `left` are those on the paper who no longer take part. A ballot stands with how many cast it.
    Raises `BallotError` for one that the rule book's method cannot read.
    """
    vote = vote_rules(rules, round)
    assert vote is not None  # noqa: S101 - there is a vote round only where the rules have a vote
    return {
        "kind": str(round.kind),
        "method": vote.method,
        "voters": Voter.objects.filter(round=round).count(),
        "categories": {c.slug: _box(round, c, vote.method) for c in _voted_on(round)},
    }


def _voted_on(round: Round) -> Iterable[Category]:
    """An extra vote is about one category alone."""
    return [c for c in round.edition.categories.all() if round.is_for(c)]


def _box(round: Round, category: Category, method: str) -> dict[str, Any]:
    """Whoever is not public any more has left, and so has whoever was erased."""
    on_paper = Entry.objects.filter(round=round, category=category)
    entries = set(on_paper.values_list("candidate__alias", flat=True))
    standing = set(on_paper.public().values_list("candidate__alias", flat=True))
    aliases = BallotAliases(round.edition)
    ballots = _ballots(round, category, method, aliases)
    return {
        "entries": sorted(entries),
        "left": sorted({*(entries - standing), *aliases.erased}),
        "ballots": ballots,
    }


def _ballots(
    round: Round, category: Category, method: str, aliases: BallotAliases
) -> list[tuple[str, int]]:
    cast = Counter[str]()
    for text, count in collapsed(round, category):
        cast[rename_ballot(text, method=method, aliases=aliases)] += count
    return sorted(cast.items())
