"""Words for the rules in templates."""

from __future__ import annotations

from django import template

from award.rules.domain.naming import round_words
from award.rules.domain.round_rules import RoundRules

register = template.Library()


@register.filter(name="round_words")
def words_of_round(round: RoundRules) -> str:
    """What the round is called."""
    return round_words(round)
