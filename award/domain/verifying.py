"""Checking that nobody has touched the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from award.domain.recording import FIRST_HASH, entry_hash, payload_hash
from award.models import LogEntry, RuleBook

RULES_WRITTEN = ("rules.proposed", "rules.adopted")


@dataclass(frozen=True)
class LogFault:
    """What does not add up, and at which entry."""

    seq: int
    what: str


@dataclass(frozen=True)
class LogReport:
    """The outcome of a check: how many entries, how many erased payloads, the head, the faults."""

    entries: int
    erased: int
    head: str
    faults: tuple[LogFault, ...]


def verify_log(*, head: tuple[int, str] | None = None) -> LogReport:
    """Recompute the whole chain; `head` is a (seq, hash) that was published earlier.

    A chain alone cannot show that its end was cut off: an earlier head can.
    """
    entries = list(LogEntry.objects.select_related("payload").order_by("seq"))
    faults = [*_faults(entries), *_rewritten_rules(entries)]
    if head and head not in {(e.seq, e.hash) for e in entries}:
        faults.append(LogFault(head[0], "the published head is not in the log"))
    erased = sum(1 for e in entries if not hasattr(e, "payload"))
    return LogReport(
        len(entries), erased, entries[-1].hash if entries else FIRST_HASH, tuple(faults)
    )


def _faults(entries: list[LogEntry]) -> Iterator[LogFault]:
    previous = FIRST_HASH
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected:
            yield LogFault(entry.seq, f"entry {expected} is missing")
            return
        if entry.prev_hash != previous:
            yield LogFault(entry.seq, "does not follow from the entry before it")
        if entry.hash != entry_hash(entry):
            yield LogFault(entry.seq, "the entry has been changed")
        if _payload_changed(entry):
            yield LogFault(entry.seq, "what the entry says in detail has been changed")
        previous = entry.hash


def _rewritten_rules(entries: list[LogEntry]) -> Iterator[LogFault]:
    """Rule books that no longer are what was proposed or adopted at the time."""
    now = {f"rulebook:{book.pk}": _hash_of(book) for book in RuleBook.objects.all()}
    for entry in entries:
        payload = getattr(entry, "payload", None)
        if entry.action in RULES_WRITTEN and payload:
            written = (payload.content.get("after") or {}).get("sha256")
            if written and now.get(entry.object) != written:
                yield LogFault(entry.seq, "the rules that it speaks of have been changed")


def _hash_of(book: RuleBook) -> str:
    return hashlib.sha256(book.canonical()).hexdigest()


def _payload_changed(entry: LogEntry) -> bool:
    payload = getattr(entry, "payload", None)
    return payload is not None and entry.payload_hash != payload_hash(payload.salt, payload.content)
