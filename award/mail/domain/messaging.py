"""Queueing mail: written in the transaction of the change that causes it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from award.mail.domain.not_me import NOT_ME, Whose, has_been_ended
from award.mail.models import Message
from award.mail.models.message import PATIENCE
from award.programme.domain.links import page_address
from award.programme.domain.made_up import mark_subject, mark_text
from award.programme.models import Edition

LONGEST_SUBJECT = 200


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
    due_at: datetime | None = None,
) -> None:
    """Queue one mail for one person and occasion; asked again for the same, it does nothing.

    Renders `mail/<template>.txt`: the first line is the subject, the text follows a blank line.
    An edition's mail ends with the address of its page about personal data.
    A mail that she may not have asked for says whose it is; the text has `not_me`, where the link that
    ends it comes when it is sent, and where it has ended nothing is queued. None leaves before `due_at`.
    One with a code: `award.mail.domain.letters`.
    """
    if whose and has_been_ended(whose, recipient):
        return
    if whose:
        context = context | {"not_me": NOT_ME}
    subject, text = render_mail(template, context, language=language, edition=edition)
    store_message(
        occasion=occasion,
        recipient=recipient,
        subject=subject,
        text=text,
        language=language,
        edition=edition,
        unlisted=unlisted,
        due_at=due_at,
        whose=whose,
    )


def queue_text(
    *, subject: str, text: str, language: str = "sv", edition: Edition | None = None, **fields: Any
) -> None:
    """Queue a mail whose words are ready; `fields` as in `store_message`."""
    subject, text = _finished(subject, text, language=language, edition=edition)
    store_message(subject=subject, text=text, language=language, edition=edition, **fields)


def store_message(
    *,
    occasion: str,
    recipient: str,
    subject: str = "",
    text: str = "",
    language: str = "sv",
    edition: Edition | None = None,
    unlisted: bool = False,
    priority: Message.Priority = Message.Priority.REST,
    patience: timedelta = PATIENCE,
    due_at: datetime | None = None,
    code_of: str = "",
    code_renewal: str = "",
    whose: Whose | None = None,
) -> None:
    """The row of a mail that is to be sent.

    An answer goes to the organisation of the edition. `unlisted`: no page of the desk shows it.
    It is tried for as long as `patience`; one to sign in helps nobody after that.
    """
    key = uuid.uuid4()
    message = Message(
        id=key,
        edition=edition,
        occasion=occasion,
        recipient=recipient,
        reply_to=edition.award.organisation.email if edition else "",
        unlisted=unlisted,
        language=language,
        subject=subject,
        text=text,
        message_id=f"<{key}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
        priority=priority,
        tried_until=Now() + patience,
        code_of=code_of,
        code_renewal=code_renewal,
        ends=f"{whose.kind}:{whose.thing}" if whose else "",
        **({"due_at": due_at} if due_at else {}),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def render_mail(
    template: str, context: dict[str, Any], *, language: str, edition: Edition | None
) -> tuple[str, str]:
    """Subject and text, in the language; of a made-up edition they say so."""
    with translation.override(language):
        plain = render_to_string(f"mail/{template}.txt", context).strip()
    subject, _newline, text = plain.partition("\n")
    return _finished(subject.strip(), text.strip() + "\n", language=language, edition=edition)


def _finished(
    subject: str, text: str, *, language: str, edition: Edition | None
) -> tuple[str, str]:
    """As it is read: where the edition tells of personal data, and whether it is made up."""
    with translation.override(language):
        text = _with_privacy(text, edition, language=language)
        if edition and edition.is_made_up:
            subject, text = mark_subject(subject), mark_text(text)
    return " ".join(subject.split())[:LONGEST_SUBJECT], text


def _with_privacy(text: str, edition: Edition | None, *, language: str) -> str:
    """With the page about personal data as its last line; an edition that is not public has none yet."""
    if edition is None:
        address = page_address("privacy_everywhere", language=language)
    elif edition.is_public:
        place = {"award": edition.award.slug, "year": edition.year}
        address = page_address("privacy", language=language, **place)
    else:
        return text
    heading = _("What happens to personal data:")
    return f"{text.rstrip()}\n\n{heading} {address}\n"
