"""Sending queued mail: at least once, with the same Message-ID each time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now

from award.mail.domain.forgetting import count_and_forget
from award.mail.domain.line import Line, Outcome
from award.mail.domain.stamping import make_ready
from award.mail.domain.undelivered import follow_up
from award.mail.models import Message
from award.programme.domain.clock import database_now

LONGEST_WAIT = timedelta(minutes=10)
LAPSED = Outcome("lapsed")
log = structlog.get_logger(__name__)


def deliver(message: Message, line: Line) -> Outcome:
    """Send a mail that was claimed, and write down at once what came of it."""
    outcome = line.carry(message) if make_ready(message) else LAPSED
    changes = _changes(message, outcome)
    _insist(lambda: _write_down(message, changes))
    if changes["state"] == Message.State.FAILED:
        follow_up(message)
    log.info("message.tried", message=str(message.pk), state=str(changes["state"]))
    return outcome


def _changes(message: Message, outcome: Outcome) -> dict[str, object]:
    """Back off 4, 16, 64 … seconds, at most `LONGEST_WAIT`, for as long as it is tried; then an organiser looks."""
    if outcome.kind == "sent":
        return {"state": Message.State.SENT, "sent_at": Now(), "last_error": ""}
    if outcome.kind == "lapsed":
        return {"state": Message.State.LAPSED}
    if outcome.kind == "refused" or database_now() >= message.tried_until:
        signs_in = message.priority == Message.Priority.SIGN_IN and outcome.kind != "refused"
        ended = Message.State.LAPSED if signs_in else Message.State.FAILED
        return {"state": ended, "last_error": outcome.reason}
    wait = min(timedelta(seconds=4 ** min(message.attempts, 5)), LONGEST_WAIT)
    return {
        "state": Message.State.QUEUED,
        "due_at": Now() + wait,
        "last_error": outcome.reason,
        "interrupted": 0,
    }


def _write_down(message: Message, changes: dict[str, object]) -> None:
    """Whoever saw the answer may say so until somebody else has tried again."""
    if changes["state"] == Message.State.SENT and message.code_of:
        count_and_forget(message)
        return
    mine = Message.objects.filter(pk=message.pk, attempts=message.attempts)
    if changes["state"] != Message.State.SENT:
        mine = mine.filter(state=Message.State.SENDING)
    mine.update(**changes)


def _insist(write: Callable[[], None]) -> None:
    """What the mail server has answered is not forgotten because the database is away."""
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise
            log.warning("message.not_written_down", error=type(error).__name__)
            connection.close()
            time.sleep(1)
