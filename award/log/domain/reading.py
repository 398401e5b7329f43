"""The log as a table that can be narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from award.log.domain.words import action_words, reason_words
from award.log.models import LogEntry
from award.programme.cleaning.parameters import typed_line


@dataclass(frozen=True)
class LogFilter:
    """What is asked for: an action, and a part of the actor's name or the reason."""

    action: str = ""
    text: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> LogFilter:
        asked = (
            typed_line(query.get("vad", ""), most=64),
            typed_line(query.get("sok", ""), most=100),
        )
        return cls(*asked)

    def narrow(self, entries: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        """Newest first."""
        if self.action:
            entries = entries.filter(action=self.action)
        if self.text:
            who = entries.filter(payload__content__actor__icontains=self.text)
            entries = who | entries.filter(payload__content__reason__icontains=self.text)
        return entries.select_related("payload").order_by("-seq")


@dataclass(frozen=True)
class LogRow:
    """One entry for reading; `details` are (field, before, after). None: the payload is erased.

    `at` is by the clock of the edition, which in a made-up one is its own.
    """

    seq: int
    at: datetime
    who: str
    what: str
    object: str
    reason: str
    details: tuple[tuple[str, str, str], ...] | None
    hash: str


def log_rows(entries: Iterable[LogEntry]) -> list[LogRow]:
    return [_row(entry) for entry in entries]


def _row(entry: LogEntry) -> LogRow:
    payload = getattr(entry, "payload", None)
    content: dict[str, Any] = payload.content if payload else {}
    return LogRow(
        seq=entry.seq,
        at=_moment(entry, content),
        who=content.get("actor") or entry.actor,
        what=action_words(entry.action),
        object=entry.object,
        reason=reason_words(content.get("reason") or ""),
        details=_details(content) if payload else None,
        hash=entry.hash,
    )


def _moment(entry: LogEntry, content: Mapping[str, Any]) -> datetime:
    shown = content.get("edition_at")
    return datetime.fromisoformat(shown) if shown else entry.at


def _details(content: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    before, after = _fields(content.get("before")), _fields(content.get("after"))
    return tuple((name, before.get(name, ""), after.get(name, "")) for name in {**before, **after})


def _fields(value: Any) -> dict[str, str]:
    if value in (None, ""):
        return {}
    if isinstance(value, dict):
        return {str(name): _text(each) for name, each in value.items()}
    return {"": _text(value)}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
