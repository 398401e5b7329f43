"""What a sealed result leaves to people: categories without an outcome, and winners who withdraw."""

from __future__ import annotations

from dataclasses import dataclass

from voting.results.domain.winners import decision_on, is_decided, winners_of
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
    gone = withdrawn(result.edition)
    found = (_question(result, slug, gone) for slug in result.content["titles"])
    return [question for question in found if question]


def runners_up(result: EditionResult, slug: str) -> list[str]:
    """Aliases of the best placed after the winners, without those who have said no."""
    gone = withdrawn(result.edition) | set(winners_of(result, slug))
    for placement in result.content["categories"][slug]["placements"]:
        if left := [alias for alias in placement["candidates"] if alias not in gone]:
            return left
    return []


def _question(result: EditionResult, slug: str, gone: set[str]) -> Question | None:
    if not is_decided(result, slug):
        announced = decision_on(result, slug) is not None
        acts = (MEETING, WITHHOLD) if announced else (MEETING, WITHHOLD, AGAIN)
        return Question(slug, tuple(result.content["categories"][slug]["reasons"]), acts)
    if gone & set(winners_of(result, slug)):
        return Question(slug, ("withdrawn",), _after_withdrawal(result, slug))
    return None


def _after_withdrawal(result: EditionResult, slug: str) -> tuple[str, ...]:
    """What the rule book says; the jury or nobody where there is no runner-up to be had."""
    book = result.edition.rule_books.get(version=result.content["rules"]["version"])
    act = BY_RULE[book.rules.get("winner_withdraws") or "jury"]
    if act == RUNNER_UP and len(runners_up(result, slug)) != 1:
        return (MEETING, WITHHOLD)
    return (act, WITHHOLD) if act == MEETING else (act,)
