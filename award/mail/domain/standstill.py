"""Standing still after a restore: what became due meanwhile waits for somebody who has looked.

Pages are shown, and what people do is taken as the edition's clock says. What the clockwork, the outbox, the postman
or a page that finds a round due would do by itself is not done.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from award.log.domain.recording import record
from award.mail.models import Standstill
from award.programme.models import Organisation


def standstill() -> Standstill | None:
    """The one that lasts, if any."""
    return Standstill.objects.filter(ended_at=None).first()


def stands_still() -> bool:
    return standstill() is not None


@transaction.atomic
def stand_still(copied_at: datetime) -> None:
    """From now on, by the copy of that moment; it stands in the log of every organisation."""
    if not stands_still():
        Standstill.objects.create(copied_at=copied_at)
        _record("platform.restored", after={"copied_at": copied_at.isoformat()})


@transaction.atomic
def go_on(reason: str) -> bool:
    """Somebody has looked. False when nothing stood still."""
    ended = Standstill.objects.filter(ended_at=None).update(ended_at=Now())
    if ended:
        _record("platform.goes_on", reason=reason)
    return bool(ended)


def _record(action: str, **details: Any) -> None:
    for organisation in Organisation.objects.order_by("pk"):
        record(action, actor="system", object=organisation, organisation=organisation, **details)
