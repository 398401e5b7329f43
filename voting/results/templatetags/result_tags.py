"""What a result leaves to people, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from voting.results.domain.undecidedwords import decision_words, reason_words

register = template.Library()


@register.filter
def reasons_in_words(reasons: Iterable[str]) -> str:
    """`{{ each.reasons|reasons_in_words }}`"""
    return " ".join(reason_words(reasons))


@register.filter
def decision_in_words(kind: str) -> str:
    """`{{ each.decision.kind|decision_in_words }}`"""
    return decision_words(kind)
