"""What is missing of a candidate, in words."""

from __future__ import annotations

from django import template

from nominations.domain.completeness import lack_in_words

register = template.Library()
register.filter("lack_words", lack_in_words)
