"""What the public came to."""

from __future__ import annotations

from typing import Any

from award.domain.rules import Rules
from award.models import Category, Round
from nominations.models import Entry
from voting.ballots.models import Voter, collapsed
from voting.count.registry import count


def vote_content(round: Round, rules: Rules) -> dict[str, Any]:
    """How many voted, and each category's count with every round of it."""
    vote = rules.vote
    assert vote is not None  # noqa: S101 - there is a vote round only where the rules have a vote
    categories = round.edition.categories.all()
    return {
        "kind": "vote",
        "method": vote.method,
        "voters": Voter.objects.filter(round=round).count(),
        "categories": {c.slug: _category(round, c, vote.method) for c in categories},
    }


def _category(round: Round, category: Category, method: str) -> dict[str, Any]:
    """Votes for a candidate who has declined since are blank: she is no longer on the paper."""
    entered = Entry.objects.filter(round=round, category=category).select_related("candidate")
    slugs = [e.candidate.slug for e in entered]
    found = count(method, collapsed(round, category), candidates=slugs)
    standing = {e.candidate.slug for e in entered if e.candidate.declined_at is None}
    figures = {slug: str(f) for slug, f in found.figures.items() if slug in standing}
    return {"count": found.to_json(), "figures": figures}
