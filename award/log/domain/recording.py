"""Writing the log."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import rfc8785
from django.db import connection, models, transaction

from award.log.models import LogEntry, LogPayload
from award.programme.domain.clock import database_now, edition_now
from award.programme.models import Edition, Organisation

FIRST_HASH = "0" * 64
_CHAIN_LOCK = 0x464F52454249  # the letters "FOREBI", one lock for the one chain


@transaction.atomic
def record(
    action: str,
    *,
    actor: models.Model | str,
    object: models.Model | str,
    edition: Edition | None = None,
    organisation: Organisation | None = None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> LogEntry:
    """Append one entry. Call it last in the transaction: it holds the chain until the commit.

    What concerns a whole organisation names it, and stands in the organisation's log.
    `at` is the real time, also of what happens in a made-up edition: the chain is one for all. What
    that edition's own clock showed stands in the payload, as `edition_at`.
    """
    payload = {"actor": str(actor), "before": before, "after": after, "reason": reason}
    if edition and edition.is_made_up:
        payload["edition_at"] = edition_now(edition).isoformat()
    salt = secrets.token_hex(32)
    _lock_chain()
    last = LogEntry.objects.order_by("-seq").first()
    entry = LogEntry(
        seq=last.seq + 1 if last else 1,
        at=database_now(),
        edition=edition,
        organisation=organisation,
        actor=_reference(actor),
        action=action,
        object=_reference(object),
        payload_hash=payload_hash(salt, payload),
        prev_hash=last.hash if last else FIRST_HASH,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    LogPayload.objects.create(entry=entry, salt=salt, content=payload)
    return entry


def entry_hash(entry: LogEntry) -> str:
    """SHA-256 over the RFC 8785 form of everything in the entry but its own hash."""
    content: dict[str, int | str | None] = {
        "seq": entry.seq,
        "at": entry.at.isoformat(timespec="microseconds"),
        "edition": entry.edition_id,
        "organisation": entry.organisation_id,
        "actor": entry.actor,
        "action": entry.action,
        "object": entry.object,
        "payload_hash": entry.payload_hash,
        "prev_hash": entry.prev_hash,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def payload_hash(salt: str, content: Any) -> str:
    """Salted, so that an erased payload cannot be guessed from what is left."""
    return hashlib.sha256(bytes.fromhex(salt) + rfc8785.dumps(content)).hexdigest()


def _lock_chain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def _reference(thing: models.Model | str) -> str:
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.model_name}:{thing.pk}"
