"""Small helps for a person's own pages."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.conf import settings
from django.utils.translation import gettext

from award.log.domain.words import reason_words
from award.programme.domain.periods import in_words

register = template.Library()

# The first that stands in a browser's description of itself: each also claims to be those below.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@register.filter
def browser(description: str) -> str:
    """ "Firefox, Windows": what a User-Agent says, as far as a person wants to know it."""
    found = [
        next((name for mark, name in known if mark in description), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or gettext("Unknown browser")


@register.simple_tag
def sign_in_code_lasts() -> str:
    """How long a code for signing in is good, in words."""
    return in_words(timedelta(seconds=settings.SIGN_IN_CODE_SECONDS))


@register.simple_tag
def sign_in_lasts() -> str:
    """How long one stays signed in, in words."""
    return in_words(timedelta(seconds=settings.SESSION_COOKIE_AGE))


register.filter("reason_in_words", reason_words)
