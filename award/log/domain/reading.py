"""The log as a table that can be narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from award.log.domain.fields import field_words, value_words
from award.log.domain.naming import names_of, references_found
from award.log.domain.sentences import actor_words, edition_of, sentences_of
from award.log.domain.words import action_words, reason_words
from award.log.models import LogEntry
from award.programme.cleaning.parameters import typed_line


@dataclass(frozen=True)
class LogFilter:
    """What is asked for: an action, and a part of the reason or of the name of whoever did it or had it done."""

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
            entries = entries.filter(_says(self.text))
        return entries.select_related("payload").order_by("-seq")


@dataclass(frozen=True)
class LogRow:
    """One entry for reading, as `sentences`; `details` are (field, before, after). None: the payload is erased.

    `at` is by the clock of the edition, which in a made-up one is its own.
    """

    seq: int
    at: datetime
    who: str
    what: str
    object: str
    sentences: tuple[str, ...]
    reason: str
    details: tuple[tuple[str, str, str], ...] | None
    hash: str


def log_rows(entries: Iterable[LogEntry]) -> list[LogRow]:
    read = list(entries)
    names = names_of(
        each for entry in read for each in (entry.actor, entry.object, edition_of(entry))
    )
    return [_row(entry, names) for entry in read]


def _says(text: str) -> Q:
    """Said in the entry itself, or about somebody or something of that name."""
    about = references_found(text)
    content = Cast("payload__content", TextField())
    said = LogEntry.objects.alias(said=content).filter(said__icontains=text)
    return Q(pk__in=said.values("pk")) | Q(object__in=about) | Q(actor__in=about)


def _row(entry: LogEntry, names: Mapping[str, str]) -> LogRow:
    payload = getattr(entry, "payload", None)
    content: dict[str, Any] = payload.content if payload else {}
    return LogRow(
        seq=entry.seq,
        at=_moment(entry, content),
        who=actor_words(entry, content, names),
        what=action_words(entry.action),
        object=names.get(entry.object, entry.object),
        sentences=sentences_of(entry, content, names),
        reason=reason_words(content.get("reason") or ""),
        details=_details(content) if payload else None,
        hash=entry.hash,
    )


def _moment(entry: LogEntry, content: Mapping[str, Any]) -> datetime:
    shown = content.get("edition_at")
    return datetime.fromisoformat(shown) if shown else entry.at


def _details(content: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    before, after = _fields(content.get("before")), _fields(content.get("after"))
    return tuple(
        (field_words(name), before.get(name, ""), after.get(name, ""))
        for name in {**before, **after}
    )


def _fields(value: Any) -> dict[str, str]:
    if value in (None, ""):
        return {}
    if isinstance(value, dict):
        return {str(name): value_words(name, _text(each)) for name, each in value.items()}
    return {"": _text(value)}


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
