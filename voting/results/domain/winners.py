"""Who has won each category of a sealed version, by count or by people's decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from voting.results.models import EditionResult

WITHHELD, JURY_MEETING, RUNNER_UP, ANOTHER_ROUND = (
    "withheld",
    "jury_meeting",
    "runner_up",
    "another_round",
)


def decided_categories(result: EditionResult) -> list[str]:
    """Slugs of those that have been decided, be it that nobody gets the prize."""
    return [slug for slug in result.content["categories"] if is_decided(result, slug)]


def is_decided(result: EditionResult, slug: str) -> bool:
    """Whether the count or people have settled it; another round settles nothing yet."""
    decision = decision_on(result, slug)
    if decision:
        return bool(decision["kind"] != ANOTHER_ROUND)
    return bool(result.content["categories"][slug]["status"] == "decided")


def winners_of(result: EditionResult, slug: str) -> list[str]:
    """Aliases of whoever is on a place that wins, best first; nobody where it is undecided or the prize is withheld."""
    decision = decision_on(result, slug)
    if decision:
        return list(decision["candidates"])
    content = result.content["categories"][slug]
    won = [p for p in content["placements"] if p["place"] <= content.get("seats", 1)]
    return [alias for placement in won for alias in placement["candidates"]]


def decision_on(result: EditionResult, slug: str) -> dict[str, Any] | None:
    """What people decided about the category, if anything."""
    found: dict[str, Any] | None = result.content["decision"].get(slug)
    return found


def about(winners: Sequence[str]) -> str:
    """By what a motivation knows whom it is about."""
    return "+".join(sorted(winners))
