"""What a result leaves to people, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template

from award.programme.domain.calendar import Calendar
from award.programme.models import Round
from award.rules.models import RuleBook
from voting.results.domain import explaining
from voting.results.domain.sides_drawing import Sides, draw_sides
from voting.results.domain.standings import CategoryResult, Standing
from voting.results.domain.undecidedwords import decision_words, reason_words
from voting.results.models import EditionResult

register = template.Library()


@register.filter
def reasons_in_words(reasons: Iterable[str]) -> str:
    """`{{ each.reasons|reasons_in_words }}`"""
    return " ".join(reason_words(reasons))


@register.simple_tag
def extra_vote_about(slug: str, calendar: Calendar) -> Round | None:
    """The extra vote about the category that is open or to come; nothing where it is over."""
    coming = (r for r in calendar.rounds if r.supplements and calendar.now < r.closes_at)
    return next((r for r in coming if r.supplements and r.supplements.slug == slug), None)


@register.simple_tag
def length_of(standing: Standing, standings: Sequence[Standing]) -> str:
    """The length of a finalist's bar, from 0 to 100: the longest is the best score's."""
    most = max(each.score for each in standings)
    return f"{float(standing.score / most * 100) if most else 0:.1f}"


@register.filter
def decision_in_words(kind: str) -> str:
    """`{{ each.decision.kind|decision_in_words }}`"""
    return decision_words(kind)


@register.simple_tag
def how_it_came_about(result: EditionResult, found: CategoryResult) -> tuple[str, ...]:
    """Sentences about a category, by the rules that this version was counted by."""
    version = result.content["rules"]["version"]
    book = RuleBook.objects.get(edition=result.edition_id, version=version)
    ballots = result.content["categories"][found.slug].get("ballots")
    return explaining.how_it_came_about(found, book.rules, ballots)


@register.simple_tag
def sides_of(found: CategoryResult) -> Sides | None:
    """The bars of both sides."""
    return draw_sides(found)
