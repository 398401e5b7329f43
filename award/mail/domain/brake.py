"""The brake on all mail: so many a minute and no more, whoever asks.

A flood is stopped here in the end, before the mail server takes us for a sender of rubbish. What is above waits in
the queue in its order, the desk is told, and nothing is dropped. Codes to sign in are not held back.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from award.mail.models import Brake
from award.programme.domain.clock import database_now

MINUTE = timedelta(minutes=1)
BRAKED_FOR = MINUTE  # so long after mail had to wait is there still said to be too much of it


def take_room(wanted: int) -> int:
    """How many of the mails that are due may leave now; they are taken to have left.

    Room comes back evenly, up to a minute's worth. Call it in a transaction: it holds the brake's row.
    """
    most = settings.MAIL_PER_MINUTE
    if not most or not wanted:
        return wanted
    brake = _held(most)
    now = database_now()
    brake.room = min(most, brake.room + most * ((now - brake.at) / MINUTE))
    granted = min(wanted, int(brake.room))
    brake.room, brake.at = brake.room - granted, now
    brake.braked_at = now if granted < wanted else brake.braked_at
    brake.save()
    return granted


def is_braking() -> bool:
    """Whether mail has had to wait in the last minute because there is too much of it."""
    return Brake.objects.filter(braked_at__gt=Now() - BRAKED_FOR).exists()


def _held(most: int) -> Brake:
    Brake.objects.get_or_create(name=Brake.MAIL, defaults={"room": most, "at": database_now()})
    return Brake.objects.select_for_update(no_key=True).get(name=Brake.MAIL)
