"""Small helps for a person's own pages."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

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
