"""Another key outside the database: every organisation's log says that there is one, and why."""

from __future__ import annotations

from django.db import transaction

from award.log.domain.recording import record
from award.programme.domain.keeping import known_fingerprint, renew_key
from award.programme.models import Organisation


@transaction.atomic
def renew_and_record(*, reason: str, lost: bool) -> None:
    """Raises `award.programme.domain.keeping.KeyInUse`."""
    renew_key(lost=lost)
    record_renewed(reason=reason, lost=lost)


def record_renewed(*, reason: str, lost: bool) -> None:
    """That there is another one by now."""
    for organisation in Organisation.objects.order_by("id"):
        record(
            "key.lost" if lost else "key.renewed",
            actor="system",
            object=f"key:{known_fingerprint()[:8]}",
            organisation=organisation,
            reason=reason,
        )
