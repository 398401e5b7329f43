"""Taking away what the law wants taken away: the details of an entry, never the entry."""

from __future__ import annotations

from django.db import connection, models, transaction

from award.log.domain.recording import record
from award.log.models import LogEntry


@transaction.atomic
def erase_payload(entry: LogEntry, *, by: models.Model | str, reason: str) -> bool:
    """Names and words of the entry go, its hash stays; that they went is an entry of its own.

    False when there was nothing left. Call it last in the transaction, as `record`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT forebild_erase_log_payload(%s)", [entry.seq])
        erased = bool(cursor.fetchone()[0])
    if erased:
        record("log.erased", actor=by, object=entry, edition=entry.edition, reason=reason)
    return erased
