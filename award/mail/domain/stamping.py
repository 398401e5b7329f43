"""A code's time begins when its mail is sent: looked to just before that."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import transaction
from django.db.models.functions import Now

from award.mail.domain.codes import CODE_COLUMNS, POLICIES, CodePolicy, is_code_of, replace_code
from award.mail.models import HoldsCode, Message
from award.programme.domain.clock import database_now

SIX_DIGITS = re.compile(r"\b[0-9]{6}\b")


def stamp(message: Message) -> bool:
    """Whether anybody still needs the mail, which its sender holds.

    The time of a code in it begins now. One that waited for longer than a code is good is replaced
    by a new one, in the mail and in the row that it is for.
    """
    held_at = message.held_at or database_now()
    if message.priority == Message.Priority.SIGN_IN and message.tried_until <= held_at:
        return False
    if not message.code_hash:
        return True
    label, _, purpose = message.code_of.partition(":")
    model: type[HoldsCode] = apps.get_model(label)
    policy = POLICIES[purpose]
    if held_at - message.created_at >= policy.lifetime:
        return _renew(message, model, policy)
    waiting = model._default_manager.filter(code_hash=message.code_hash)
    return waiting.update(code_sent_at=Now()) > 0


@transaction.atomic
def _renew(message: Message, model: type[HoldsCode], policy: CodePolicy) -> bool:
    rows = model._default_manager.select_for_update(of=("self",), no_key=True)
    holder = rows.filter(code_hash=message.code_hash).first()
    if holder is None:
        return False
    old = next(c for c in SIX_DIGITS.findall(message.text) if is_code_of(holder, policy, c))
    new = replace_code(holder, policy, now=database_now())
    holder.save(update_fields=CODE_COLUMNS)
    message.text = message.text.replace(old, new)
    message.subject = message.subject.replace(old, new)
    message.code_hash = holder.code_hash
    message.save(update_fields=["text", "subject", "code_hash"])
    return True
