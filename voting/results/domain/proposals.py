"""What waits for two people about a result, in words for organisers."""

from __future__ import annotations

from dataclasses import dataclass

from award.people.domain.two_persons import waiting
from award.people.models import Proposal
from voting.results.domain.decisionwords import WHAT, names_in
from voting.results.domain.questions import Question, questions
from voting.results.domain.standings import CategoryResult, category_results
from voting.results.domain.undecidedwords import reason_words
from voting.results.models import EditionResult


@dataclass(frozen=True)
class ToldQuestion:
    """A question with its category, and why it is asked."""

    question: Question
    category: CategoryResult
    why: list[str]


@dataclass(frozen=True)
class ToldProposal:
    """What waits, with the names that the public words leave out; `names` who wins, or is struck."""

    proposal: Proposal
    names: list[str]
    minutes: str


def questions_told(result: EditionResult) -> list[ToldQuestion]:
    """Those about which nothing has been proposed."""
    proposed = {told.proposal.payload["category"] for told in waiting_about(result)}
    categories = {each.slug: each for each in category_results(result)}
    return [
        ToldQuestion(question, categories[question.slug], reason_words(question.why))
        for question in questions(result)
        if question.slug not in proposed
    ]


def waiting_about(result: EditionResult) -> list[ToldProposal]:
    """Proposals about its categories, on whatever version they were made."""
    found = waiting(result.edition).filter(kind__in=WHAT)
    return [ToldProposal(each, names_in(each), each.payload["minutes"]) for each in found]
