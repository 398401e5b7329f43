"""Checking that nobody has touched the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from award.log.domain.recording import FIRST_HASH, entry_hash, payload_hash
from award.log.models import LogEntry

Check = Callable[[Sequence["LogEntry"]], Iterable["LogFault"]]
_more: list[Check] = []


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


def also_verify(check: Check) -> None:
    """Have what the log says of somebody's rows compared with the rows, at every check."""
    _more.append(check)


def verify_log(*, head: tuple[int, str] | None = None) -> LogReport:
    """Recompute the whole chain; `head` is a (seq, hash) that was published earlier.

    A chain alone cannot show that its end was cut off: an earlier head can.
    """
    entries = list(LogEntry.objects.select_related("payload").order_by("seq"))
    faults = [*_faults(entries), *(fault for check in _more for fault in check(entries))]
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


def _payload_changed(entry: LogEntry) -> bool:
    payload = getattr(entry, "payload", None)
    return payload is not None and entry.payload_hash != payload_hash(payload.salt, payload.content)
