"""GDPR article 14, for those who never became candidates: nobody tells them, so nothing of them stays.

A nomination that is rejected, or that nobody has decided on, is emptied on the day that a candidate would be erased. The row stays, so
that every count stays.
"""

from __future__ import annotations

import structlog
from django.db import models, transaction

from award.log.domain.erasing import erase_payload
from award.log.domain.recording import record
from award.log.models import LogEntry
from award.mail.models import Message
from nominations.domain.erasing import UNTOLD
from nominations.models import Nomination
from nominations.models.nomination import OF_NOMINEE

log = structlog.get_logger(__name__)


def empty_old_nominations() -> int:
    """On the tick. One that fails is logged and holds up no other. Returns how many were emptied."""
    return sum(_empty_alone(nomination) for nomination in Nomination.objects.to_empty())


def _empty_alone(nomination: Nomination) -> int:
    try:
        return _empty(nomination)
    except Exception:
        log.exception("nomination.not_emptied", nomination=nomination.pk)
        return 0


def empty_nomination(nomination: Nomination, *, by: models.Model | str) -> None:
    """What it says of somebody goes, and the reason of a no, which may say it too. The caller holds the row.

    Late in a transaction: it writes in the log.
    """
    for name in OF_NOMINEE:
        setattr(nomination, name, "")
    if nomination.reason:
        nomination.reason = "–"
    nomination.save(update_fields=[*OF_NOMINEE, "reason"])
    mailed = Message.objects.filter(occasion=f"nomination-decided:{nomination.pk}")
    mailed.exclude(state=Message.State.QUEUED).update(text="")
    said = LogEntry.objects.filter(object=f"nomination:{nomination.pk}", payload__isnull=False)
    for entry in said:
        erase_payload(entry, by=by, reason=UNTOLD)


@transaction.atomic
def _empty(nomination: Nomination) -> int:
    """Looked up again under its lock: it may have been accepted a moment ago."""
    found = (
        Nomination.objects.select_for_update(of=("self",), no_key=True)
        .to_empty()
        .filter(pk=nomination.pk)
    )
    row = found.select_related("round__edition").first()
    if row is None:
        return 0
    empty_nomination(row, by="task:empty")
    record(
        "nomination.emptied", actor="task:empty", object=row, edition=row.round.edition,
        reason=UNTOLD,
    )  # fmt: skip
    return 1
