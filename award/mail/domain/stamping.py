"""A code's time begins when its mail is sent: looked to, and the mail written, just before that."""

from __future__ import annotations

from django.db.models.functions import Now

from award.mail.domain.letters import SIGN_IN, kinds, write
from award.mail.models import Message
from award.programme.domain.clock import database_now


def make_ready(message: Message) -> bool:
    """Whether anybody still needs the mail, which its sender holds.

    The time of a code in it begins now, however long the mail waited.
    """
    held_at = message.held_at or database_now()
    if message.priority == Message.Priority.SIGN_IN and message.tried_until <= held_at:
        return False
    return _begins_now(message) and write(message)


def _begins_now(message: Message) -> bool:
    """False when another code has taken the place of this one, or it has been used."""
    if message.code_of in ("", SIGN_IN):
        return True
    holders = kinds()[message.code_of].model._default_manager
    return holders.filter(code_renewal=message.code_renewal).update(code_sent_at=Now()) > 0
