"""GDPR article 14, for those who never became candidates: nobody tells them, so nothing of them stays.

A nomination that is rejected, or that nobody has decided on, is emptied on the day that a candidate would be erased. The row stays, so
that every count stays.
"""

from __future__ import annotations

import structlog
from django.db import transaction

from award.log.domain.recording import record
from award.mail.models import Message
from nominations.models import Nomination
from nominations.models.candidate import ERASE_AFTER

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
    row.nominee_name = row.nominee_workplace = row.nominee_email = row.motivation = ""
    row.save(update_fields=["nominee_name", "nominee_workplace", "nominee_email", "motivation"])
    mailed = Message.objects.filter(occasion=f"nomination-decided:{row.pk}")
    mailed.exclude(state=Message.State.QUEUED).update(text="")
    record(
        "nomination.emptied", actor="task:empty", object=row, edition=row.round.edition,
        reason=f"Article 14: nobody was told within {ERASE_AFTER.days} days.",
    )  # fmt: skip
    return 1
