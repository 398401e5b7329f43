"""Who sends which mail: one sender at a time holds it, for as long as that sender lives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from award.mail.domain.brake import take_room
from award.mail.domain.standstill import standstill
from award.mail.models import Message
from award.mail.models.message import MessageQuerySet
from award.programme.domain.clock import database_now

LEASE = timedelta(seconds=30)  # a sender that has not said for so long that it lives is dead


def claim(limit: int) -> list[Message]:
    """Take due mails that nobody else holds, codes first; that is committed before a byte is sent."""
    return _claim(limit) if Message.objects.due().exists() else []


@transaction.atomic
def _claim(limit: int) -> list[Message]:
    found = _within_the_brake(list(_due().select_for_update(skip_locked=True, no_key=True)[:limit]))
    if found:
        now = database_now()
        Message.objects.filter(pk__in=[message.pk for message in found]).update(
            state=Message.State.SENDING, held_at=now, attempts=F("attempts") + 1
        )
        for message in found:
            message.held_at, message.attempts = now, message.attempts + 1
    return found


def _due() -> MessageQuerySet:
    """While everything stands still no more than the codes that people ask for now: who looks signs in."""
    due = Message.objects.due()
    if still := standstill():
        return due.filter(priority__lt=Message.Priority.REST, due_at__gte=still.since)
    return due


def _within_the_brake(due: list[Message]) -> list[Message]:
    """Codes to sign in, which come first, and of the rest as many as may leave now."""
    urgent = [message for message in due if message.priority == Message.Priority.SIGN_IN]
    rest = due[len(urgent) :]
    return urgent + rest[: take_room(len(rest))]


def hold_on(held: Collection[UUID]) -> None:
    """Say that their sender lives."""
    Message.objects.filter(pk__in=held, state=Message.State.SENDING).update(held_at=Now())


def put_back(held: Collection[UUID]) -> None:
    """A sender that stops gives back what it has not begun."""
    Message.objects.filter(pk__in=held, state=Message.State.SENDING).update(
        state=Message.State.QUEUED, attempts=F("attempts") - 1
    )


def recover_interrupted() -> None:
    """A sender that died left its mail in `sending`: try once more, then call it uncertain.

    The mail may or may not have left; the same Message-ID lets a mail program fold the two.
    """
    lost = Message.objects.filter(state=Message.State.SENDING, held_at__lt=Now() - LEASE)
    lost.filter(interrupted__gt=0).update(
        state=Message.State.UNCERTAIN, last_error="The sender stopped while sending, twice."
    )
    lost.filter(interrupted=0).update(state=Message.State.QUEUED, interrupted=1, due_at=Now())


def lapse_useless() -> None:
    """Nobody waits any longer for a code to sign in with that could not be sent in its time."""
    Message.objects.filter(
        state=Message.State.QUEUED, priority=Message.Priority.SIGN_IN, tried_until__lte=Now()
    ).update(state=Message.State.LAPSED)


def wake_waiting() -> None:
    """Mail goes through again: whatever failed meanwhile is due at once."""
    Message.objects.filter(state=Message.State.QUEUED, attempts__gt=0, due_at__gt=Now()).update(
        due_at=Now()
    )
