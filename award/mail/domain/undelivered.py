"""What follows when a mail is given up: a room whose facts rest on its arrival signs up for it."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.db import transaction

from award.mail.models import Message

Follow = Callable[[Message], None]
log = structlog.get_logger(__name__)
_follows: dict[str, Follow] = {}


def undelivered(occasion: str) -> Callable[[Follow], Follow]:
    """Register what follows for mail whose occasion begins with the word before the first colon."""

    def register(follow: Follow) -> Follow:
        _follows[occasion] = follow
        return follow

    return register


def follow_up(message: Message) -> None:
    """Called once the message is given up; what fails here is logged, and leaves that as it is."""
    follow = _follows.get(message.occasion.split(":")[0])
    if follow is None:
        return
    try:
        with transaction.atomic():
            follow(message)
    except Exception:
        log.exception("undelivered.not_followed_up", message=str(message.pk))
