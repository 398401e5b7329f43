"""A connection to the mail server, kept open over many mails."""

from __future__ import annotations

import smtplib
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection

from award.mail.models import Message

MAILS_ON_A_LINE = 100
LONGEST_IDLE = 20.0  # seconds; servers hang up after some minutes
HUNG_UP = 421
# What one mail meets, and the next one need not.
GOOD_FOR_MORE = (ValueError, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
POLICY = b"5.7"  # RFC 3463: the server's own rules refuse it, not the address


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended: "sent"; "refused" for ever; "later", this mail; "away", the server."""

    kind: str
    reason: str = ""


SENT = Outcome("sent")


class Line:
    """One sender's; opened when there is something to send, and anew after a fault."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._carried, self._used_at = 0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def carry(self, message: Message) -> Outcome:
        """Hand the mail over; a server that had hung up meanwhile is called again at once."""
        self._close_old()
        was_open = self._connection is not None
        outcome, hung_up = self._try(message)
        return self._try(message)[0] if was_open and hung_up else outcome

    def close(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            with suppress(smtplib.SMTPException, OSError):
                connection.close()

    def _close_old(self) -> None:
        idle = time.monotonic() - self._used_at > LONGEST_IDLE
        if idle or self._carried >= MAILS_ON_A_LINE:
            self.close()

    def _open(self) -> None:
        if self._connection is None:
            connection = get_connection()
            connection.open()
            self._connection, self._carried, self._used_at = connection, 0, time.monotonic()

    def _try(self, message: Message) -> tuple[Outcome, bool]:
        """What came of it, and whether the line broke."""
        try:
            self._open()
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("away", _name(error)), True
        try:
            self._connection.send_messages([mail_of(message)])
        except (smtplib.SMTPException, OSError, ValueError) as error:
            if not isinstance(error, GOOD_FOR_MORE):
                self.close()
            return judge(error), _is_hung_up(error)
        self._carried, self._used_at = self._carried + 1, time.monotonic()
        return SENT, False


def mail_of(message: Message) -> EmailMessage:
    return EmailMessage(
        message.subject,
        message.text,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )


def judge(error: Exception) -> Outcome:
    """Whose fault it is: the address's or the mail's for ever, the mail's for now, or the server's.

    A refused sender is our own settings' or the server's fault, and would be every mail's.
    """
    name = _name(error)
    if isinstance(error, ValueError):  # what no mail can hold
        return Outcome("refused", name)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        for_ever = all(_is_for_ever(*answer) for answer in error.recipients.values())
        return Outcome("refused" if for_ever else "later", name)
    ours = (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError, smtplib.SMTPHeloError)
    if isinstance(error, ours) or getattr(error, "smtp_code", 0) == HUNG_UP:
        return Outcome("away", name)
    return Outcome("later", name)


def _is_for_ever(code: int, words: bytes) -> bool:
    return code >= 500 and not words.startswith(POLICY)


def _is_hung_up(error: Exception) -> bool:
    return (
        isinstance(error, (smtplib.SMTPServerDisconnected, ConnectionError))
        or getattr(error, "smtp_code", 0) == HUNG_UP
    )


def _name(error: Exception) -> str:
    return type(error).__name__
