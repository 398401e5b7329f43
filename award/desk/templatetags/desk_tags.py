"""Small helps for the desk's templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from award.desk.links import desk_links
from award.desk.registry import DeskLink
from award.mail.domain.letters import kinds
from award.mail.models import Message
from award.people.domain.personal.dossier import lines, picture
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
def told(contents: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """What is held, a line each: label, the kind of its value, and the value."""
    return [(label, _kind(value), value) for label, value in lines(contents)]


@register.filter
def as_picture(data: bytes) -> str:
    return picture(data)


@register.filter
def addressed(message: Message, may_organise: bool) -> str:
    """Where a mail went; whoever only reads sees nobody's address."""
    if message.code_of and not message.recipient:
        return _("a voter’s address, which nobody sees")
    return message.recipient if may_organise else _("the address is for organisers")


@register.filter
def called(message: Message) -> str:
    """A mail's subject; of one with a code, which has none until it is sent, what it is."""
    kind = kinds().get(message.code_of)
    return str(kind.title) if kind else message.subject


def _kind(value: Any) -> str:
    known = ((Mapping, "mapping"), (list, "list"), (datetime, "moment"), (bytes, "picture"))
    return next((name for kind, name in known if isinstance(value, kind)), "text")
