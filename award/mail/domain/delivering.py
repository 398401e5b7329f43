"""Sending queued mail: at least once, with the same Message-ID each time."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now

from award.mail.domain.undelivered import follow_up
from award.mail.models import Message
from award.programme.domain.clock import database_now

MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=5)
log = structlog.get_logger(__name__)


def send_due(*, limit: int = 100) -> int:
    """Send due messages one by one; returns how many were tried."""
    recover_interrupted()
    tried = 0
    while tried < limit and (message := _claim()):
        _send(message)
        tried += 1
    return tried


def recover_interrupted() -> None:
    """A sender that died left its message in `sending`: try once more, then call it uncertain.

    The mail may or may not have left; the same Message-ID lets a mail program fold the two.
    """
    lost = Message.objects.filter(state=Message.State.SENDING, sending_since__lt=Now() - LEASE)
    lost.filter(attempts__gt=1).update(
        state=Message.State.UNCERTAIN, last_error="The sender stopped while sending, twice."
    )
    lost.filter(attempts__lte=1).update(state=Message.State.QUEUED, due_at=Now())


@transaction.atomic
def _claim() -> Message | None:
    """Take one due message that nobody else holds, and commit that before a byte is sent."""
    message = Message.objects.due().select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.state = Message.State.SENDING
    message.sending_since = database_now()
    message.attempts += 1
    message.save(update_fields=["state", "sending_since", "attempts"])
    return message


def _send(message: Message) -> None:
    """A refused address, or what no mail can hold (`ValueError`), is not tried again."""
    try:
        _mail(message).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, ValueError) as error:
        _give_up(message, error)
    except (smtplib.SMTPException, OSError) as error:
        _retry_later(message, error)
    else:
        _finish(message, state=Message.State.SENT, sent_at=Now(), last_error="")


def _mail(message: Message) -> EmailMessage:
    return EmailMessage(
        message.subject,
        message.text,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )


def _retry_later(message: Message, error: Exception) -> None:
    """Back off 4, 16, 64 … seconds, at most six hours; then leave it to an organiser."""
    if message.attempts >= MAX_ATTEMPTS:
        _give_up(message, error)
        return
    wait = min(timedelta(seconds=4**message.attempts), timedelta(hours=6))
    _finish(message, state=Message.State.QUEUED, due_at=Now() + wait, last_error=_reason(error))


def _give_up(message: Message, error: Exception) -> None:
    _finish(message, state=Message.State.FAILED, last_error=_reason(error))
    follow_up(message)


def _finish(message: Message, **changes: object) -> None:
    """Only the sender that holds the message may say how it ended."""
    Message.objects.filter(
        pk=message.pk, state=Message.State.SENDING, attempts=message.attempts
    ).update(**changes)
    log.info("message.tried", message=str(message.pk), state=str(changes["state"]))


def _reason(error: Exception) -> str:
    return type(error).__name__
