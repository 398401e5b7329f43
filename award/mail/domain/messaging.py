"""Queueing mail: written in the transaction of the change that causes it."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import translation

from award.mail.domain.codes import MailedCode
from award.mail.domain.not_me import Whose, has_been_ended, link_for
from award.mail.models import Message
from award.mail.models.message import PATIENCE
from award.programme.domain.made_up import mark_subject, mark_text
from award.programme.models import Edition


def queue_message(
    template: str,
    *,
    occasion: str,
    recipient: str,
    context: dict[str, Any],
    language: str = "sv",
    edition: Edition | None = None,
    whose: Whose | None = None,
    unlisted: bool = False,
    code: MailedCode | None = None,
    due_at: datetime | None = None,
) -> None:
    """Queue one mail for one person and occasion; asked again for the same, it does nothing.

    Renders `mail/<template>.txt`: the first line is the subject, the text follows a blank line.
    A mail that she may not have asked for says whose it is; the text has `not_me`, the link that
    ends it, and where it has ended nothing is queued. One with a code goes before the rest. None leaves
    before `due_at`.
    """
    if whose and has_been_ended(whose, recipient):
        return
    if whose:
        context = context | {"not_me": link_for(whose, recipient, language=language)}
    subject, text = _render(template, context, language)
    queue_text(
        occasion=occasion,
        recipient=recipient,
        subject=subject,
        text=text,
        language=language,
        edition=edition,
        unlisted=unlisted,
        code=code,
        due_at=due_at,
    )


def queue_text(
    *,
    occasion: str,
    recipient: str,
    subject: str,
    text: str,
    language: str = "sv",
    edition: Edition | None = None,
    unlisted: bool = False,
    code: MailedCode | None = None,
    priority: Message.Priority | None = None,
    patience: timedelta = PATIENCE,
    due_at: datetime | None = None,
) -> None:
    """Queue a mail whose words are ready; one of a made-up edition says so.

    An answer goes to the organisation of the edition. `unlisted`: no page of the desk shows it.
    It is tried for as long as `patience`; one to sign in helps nobody after that.
    """
    if edition and edition.is_made_up:
        with translation.override(language):
            subject, text = mark_subject(subject), mark_text(text)
    key = uuid.uuid4()
    message = Message(
        id=key,
        edition=edition,
        occasion=occasion,
        recipient=recipient,
        reply_to=edition.award.organisation.email if edition else "",
        unlisted=unlisted,
        language=language,
        subject=" ".join(subject.split())[:200],
        text=text,
        message_id=f"<{key}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
        priority=_priority(code) if priority is None else priority,
        tried_until=Now() + patience,
        **(asdict(code) if code else {}),
        **({"due_at": due_at} if due_at else {}),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def _priority(code: MailedCode | None) -> Message.Priority:
    return Message.Priority.CODE if code else Message.Priority.REST


def _render(template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    with translation.override(language):
        plain = render_to_string(f"mail/{template}.txt", context).strip()
    subject, _, text = plain.partition("\n")
    return subject.strip(), text.strip() + "\n"
