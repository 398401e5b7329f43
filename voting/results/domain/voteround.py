"""What the public came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from award.programme.models import Category, Round
from award.rules.domain.document import Rules
from voting.ballots.models import Voter
from voting.count.reckoning import reckon
from voting.results.domain.material import material_of


def vote_content(
    round: Round, rules: Rules, jury: Mapping[str, Any] | None, *, seed: bytes
) -> dict[str, Any]:
    """How many voted, and each category's count with every round of it."""
    vote = rules.vote
    assert vote is not None  # noqa: S101 - there is a vote round only where the rules have a vote
    return {
        "kind": "vote",
        "method": vote.method,
        "voters": Voter.objects.filter(round=round).count(),
        "categories": {
            c.slug: _category(round, c, rules, jury, seed) for c in round.edition.categories.all()
        },
    }


def _category(
    round: Round, category: Category, rules: Rules, jury: Mapping[str, Any] | None, seed: bytes
) -> dict[str, Any]:
    found = reckon(rules.to_json(), material_of(round.edition, category, jury), seed=seed).vote
    if found is None:
        return {"count": None, "figures": {}}
    return {"count": found.to_json(), "figures": {n: str(f) for n, f in found.figures.items()}}
