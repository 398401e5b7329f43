"""What a sealed result leaves to people: categories without an outcome, and winners who withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from voting.count.rounds import as_met_by
from voting.results.domain.extra_planning import LEAST_STANDING, coming_extra_votes, standing
from voting.results.domain.winners import is_decided, winners_of
from voting.results.domain.withdrawals import withdrawn
from voting.results.models import EditionResult

WITHHOLD, MEETING = "result.withhold", "result.jury_meeting"
RUNNER_UP, AGAIN, CORRECT = "result.runner_up", "result.another_round", "result.correct"
BY_RULE = {"runner_up": RUNNER_UP, "withheld": WITHHOLD, "jury": MEETING}


@dataclass(frozen=True)
class Question:
    """A category on which people have to decide.

    `why`: the count's reasons, or "withdrawn". `acts`: kinds of proposals that answer it, the one that
    the rule book says first.
    """

    slug: str
    why: tuple[str, ...]
    acts: tuple[str, ...]


def questions(result: EditionResult) -> list[Question]:
    """Of the newest version, in the order of the categories."""
    gone, voted_on = withdrawn(result.edition), _being_voted_on(result)
    found = (
        _question(result, slug, gone) for slug in result.content["titles"] if slug not in voted_on
    )
    return [question for question in found if question]


def runners_up(result: EditionResult, slug: str) -> list[str]:
    """Aliases of the best placed after the winners, without those who have said no."""
    gone = withdrawn(result.edition) | set(winners_of(result, slug))
    for placement in result.content["categories"][slug]["placements"]:
        if left := [alias for alias in placement["candidates"] if alias not in gone]:
            return left
    return []


def still_winning(result: EditionResult, slug: str) -> list[str]:
    """Aliases of the winners who have not said no."""
    gone = withdrawn(result.edition)
    return [alias for alias in winners_of(result, slug) if alias not in gone]


def _question(result: EditionResult, slug: str, gone: set[str]) -> Question | None:
    if not is_decided(result, slug):
        acts = (MEETING, WITHHOLD, AGAIN) if _can_be_voted_on(result, slug) else (MEETING, WITHHOLD)
        return Question(slug, tuple(result.content["categories"][slug]["reasons"]), acts)
    if gone & set(winners_of(result, slug)):
        return Question(slug, ("withdrawn",), _after_withdrawal(result, slug))
    return None


def _being_voted_on(result: EditionResult) -> set[str]:
    """Slugs of categories with an extra vote that is not sealed: nothing is asked of people meanwhile."""
    coming = coming_extra_votes(result.edition)
    return {round.supplements.slug for round in coming if round.supplements}


def _can_be_voted_on(result: EditionResult, slug: str) -> bool:
    """An extra vote is for awards whose rules have a vote, and where there is a choice."""
    return (
        bool(as_met_by(_rules_of(result), slug).get("vote"))
        and len(standing(result, slug)) >= LEAST_STANDING
    )


def _rules_of(result: EditionResult) -> dict[str, Any]:
    """The rule book that the result followed."""
    book = result.edition.rule_books.get(version=result.content["rules"]["version"])
    rules: dict[str, Any] = book.rules
    return rules


def _after_withdrawal(result: EditionResult, slug: str) -> tuple[str, ...]:
    """What the rule book says; the jury or nobody where there is no runner-up to be had."""
    act = BY_RULE[_rules_of(result).get("winner_withdraws") or "jury"]
    if act == RUNNER_UP and len(runners_up(result, slug)) != 1:
        return (MEETING, WITHHOLD)
    return (act, WITHHOLD) if act == MEETING else (act,)
