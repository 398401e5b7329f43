"""Mail that waits, as its sender will write it: codes stand in no row until then."""

from __future__ import annotations

import re

from award.mail.domain.letters import write
from award.mail.models import Message

CODE = re.compile(r"\b[0-9]{6}\b")


def as_sent(message: Message) -> Message:
    """With address, subject and text; unsaved, as whoever sends it has it."""
    write(message)
    return message


def mails_to(address: str) -> list[Message]:
    """Newest first."""
    waiting = (as_sent(message) for message in Message.objects.order_by("-created_at"))
    return [message for message in waiting if message.recipient == address]


def code_mailed_to(address: str) -> str:
    """The six digits in the newest mail to the address that has any."""
    found = (CODE.search(f"{mail.subject} {mail.text}") for mail in mails_to(address))
    return next(code[0] for code in found if code)
