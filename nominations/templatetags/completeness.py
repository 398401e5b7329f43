"""Where a candidate stands and what is missing, in words."""

from __future__ import annotations

from django import template

from nominations.domain.completeness import lack_in_words
from nominations.domain.roster import order_in_words, state_in_words

register = template.Library()
register.filter("lack_words", lack_in_words)
register.filter("state_words", state_in_words)
register.filter("order_words", order_in_words)
