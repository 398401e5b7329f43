"""Whether the platform was out: the heartbeat shows it, also afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from award.mail.domain.health import SILENT
from award.mail.models import Heartbeat, Outage
from award.programme.domain.clock import database_now


@transaction.atomic
def note_outage() -> Outage | None:
    """At the start of a tick: the time since the last one, where that is longer than a minute.

    The tick has begun to beat again then, however long it takes.
    """
    last = Heartbeat.objects.select_for_update(no_key=True).filter(service="tick").first()
    now = database_now()
    Heartbeat.objects.filter(service="tick").update(at=now)
    if last is None or now - last.at <= SILENT:
        return None
    return Outage.objects.create(began_at=last.at, ended_at=now)


def outage_within(start: datetime, end: datetime) -> bool:
    """Whether it was out at any moment of [start, end), or is since then and nobody has noted it."""
    if Outage.objects.filter(began_at__lt=end, ended_at__gt=start).exists():
        return True
    last = Heartbeat.objects.filter(service="tick").first()
    return last is not None and last.at < end and last.at < database_now() - SILENT
