"""The deadline guard: a write and the closing of its round can not pass each other unseen.

A writer takes a shared lock on the round and *then* reads the edition's clock; the closer takes the exclusive
lock, so it waits for every writer that was let in, and every writer after it reads a later clock.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from award.programme.models import Round

_SHARED = "SELECT id FROM programme_round WHERE id = %s FOR SHARE"
_EXCLUSIVE = "SELECT id FROM programme_round WHERE id = %s FOR NO KEY UPDATE"
_WINDOW = """
    SELECT opens_at, closes_at, forebild_now(edition_id) FROM programme_round WHERE id = %s
"""


class RoundNotOpen(Exception):
    """The round is not open at the moment of writing; `when` is "early" or "late"."""

    def __init__(self, *, now: datetime, opens_at: datetime, closes_at: datetime) -> None:
        self.now, self.opens_at, self.closes_at = now, opens_at, closes_at
        self.when = "early" if now < opens_at else "late"
        super().__init__(f"the round is not open: {self.when}")


class RoundNotClosed(Exception):
    """The round has not closed yet."""


def hold_open(round_id: int) -> datetime:
    """Hold the round open until this transaction ends; returns the moment it was found open.

    Raises `RoundNotOpen` at or after closing, and before opening.
    """
    opens_at, closes_at, now = _lock_and_read(_SHARED, round_id)
    if not opens_at <= now < closes_at:
        raise RoundNotOpen(now=now, opens_at=opens_at, closes_at=closes_at)
    return now


def hold_closed(round_id: int) -> datetime:
    """Wait for every writer of the round, then make sure that it is over.

    Raises `RoundNotClosed` while the round is open or has not opened.
    """
    _, closes_at, now = _lock_and_read(_EXCLUSIVE, round_id)
    if now < closes_at:
        raise RoundNotClosed
    return now


def _lock_and_read(lock: str, round_id: int) -> tuple[datetime, datetime, datetime]:
    """The second statement reads the clock after the lock is held, and the window as it is then."""
    with connection.cursor() as cursor:
        cursor.execute(lock, [round_id])
        if cursor.fetchone() is None:
            raise Round.DoesNotExist
        cursor.execute(_WINDOW, [round_id])
        window: tuple[datetime, datetime, datetime] = cursor.fetchone()
    return window
