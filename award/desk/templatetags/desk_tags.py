"""Small helps for the desk's templates."""

from __future__ import annotations

import re

from django import template

from award.desk.links import desk_links
from award.desk.registry import DeskLink
from award.programme.models import Edition

register = template.Library()


@register.simple_tag
def desk_pages(edition: Edition, path: str) -> list[tuple[DeskLink, str]]:
    """The desk's pages, each with its `aria-current`: "page" for this one, "true" for the one above."""
    links = desk_links(edition)
    here = max((link.url for link in links if path.startswith(link.url)), key=len, default="")
    current = "page" if here == path else "true"
    return [(link, current if link.url == here else "") for link in links]


@register.filter
def without_code(subject: str) -> str:
    """A mail's subject for others than its reader: whoever saw the code could vote in her name."""
    return re.sub(r"\b[0-9]{6}\b", "••••••", subject)
