"""Checking that no version of the rules has been rewritten since it was logged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from award.log.domain.verifying import LogFault
from award.log.models import Erasure, LogEntry
from award.rules.models import RuleBook

RULES_WRITTEN = ("rules.adopted",)


def rewritten_rules(entries: Sequence[LogEntry]) -> Iterator[LogFault]:
    """Rule books that no longer are what was adopted at the time; those of a deleted edition went with it."""
    gone = set(Erasure.objects.filter(table="programme_edition").values_list("row", flat=True))
    now = {f"rulebook:{book.pk}": _hash_of(book) for book in RuleBook.objects.all()}
    for entry in entries:
        payload = getattr(entry, "payload", None)
        if entry.action in RULES_WRITTEN and payload and str(entry.edition_id) not in gone:
            written = (payload.content.get("after") or {}).get("sha256")
            if written and now.get(entry.object) != written:
                yield LogFault(entry.seq, "the rules that it speaks of have been changed")


def _hash_of(book: RuleBook) -> str:
    return hashlib.sha256(book.canonical()).hexdigest()
