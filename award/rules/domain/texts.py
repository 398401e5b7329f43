"""The small parts that a rule book is written with: words, windows, and moments as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Text:
    """The same words in Swedish and English; English falls back on Swedish."""

    sv: str
    en: str = ""

    def in_language(self, language: str) -> str:
        return (self.en if language == "en" else self.sv) or self.sv

    def to_json(self) -> dict[str, str]:
        return {"sv": self.sv, "en": self.en}


@dataclass(frozen=True)
class Window:
    """[opens_at, closes_at) in UTC."""

    opens_at: datetime
    closes_at: datetime

    def to_json(self) -> dict[str, str]:
        return {"opens_at": utc_text(self.opens_at), "closes_at": utc_text(self.closes_at)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Window:
        """Of any object that has both moments."""
        return cls(moment(data["opens_at"]), moment(data["closes_at"]))


def utc_text(at: datetime) -> str:
    """RFC 3339 in UTC, with microseconds only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """The inverse of `utc_text`."""
    return datetime.fromisoformat(text)


def present(**keys: Any) -> dict[str, Any]:
    """The keys that have a value: an absent one stays absent, so that an old hash stays."""
    return {name: value for name, value in keys.items() if value is not None}
