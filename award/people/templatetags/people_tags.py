"""Small helps for a person's own pages."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.conf import settings

from award.log.domain.words import reason_words
from award.people.domain.browsers import name_of_browser
from award.programme.domain.periods import in_words

register = template.Library()

register.filter("browser", name_of_browser)


@register.simple_tag
def sign_in_code_lasts() -> str:
    """How long a code for signing in is good, in words."""
    return in_words(timedelta(seconds=settings.SIGN_IN_CODE_SECONDS))


@register.simple_tag
def sign_in_lasts() -> str:
    """How long one stays signed in, in words."""
    return in_words(timedelta(seconds=settings.SESSION_COOKIE_AGE))


register.filter("reason_in_words", reason_words)
