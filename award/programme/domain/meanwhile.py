"""Two people at one form: whoever saves second writes over nothing that she has not seen.

A form carries a mark of each value that it was shown with. When it is sent, a field is judged by three
values: what it was, what is stored now, and what is wished. A field that she left alone keeps what
another has saved meanwhile, and where both have changed it to different things she is asked.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile

Marks = Mapping[str, str]
LENGTH = 12  # hexadecimal digits


class ChangedMeanwhile(Exception):
    """Somebody else has saved something else in these fields since the form was shown: `theirs`."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        super().__init__(", ".join(theirs))
        self.theirs = dict(theirs)


def settle(wished: Mapping[str, Any], *, stored: Mapping[str, Any], shown: Marks) -> dict[str, Any]:
    """What is to be saved: the wished, but where she left alone what another has changed, the stored.

    Without a mark of a field the wished is taken. Raises `ChangedMeanwhile`.
    """
    theirs = {
        n for n in wished if n in shown and mark(stored[n]) not in (shown[n], mark(wished[n]))
    }
    both = {
        name: stored[name] for name in wished if name in theirs if mark(wished[name]) != shown[name]
    }
    if both:
        raise ChangedMeanwhile(both)
    return {name: stored[name] if name in theirs else value for name, value in wished.items()}


def mark(value: Any) -> str:
    """The same for two values that a form shows alike."""
    return hashlib.sha256(_spelled(value).encode()).hexdigest()[:LENGTH]


def write_marks(values: Mapping[str, Any]) -> str:
    """For a hidden field."""
    return " ".join(f"{name}:{mark(value)}" for name, value in values.items())


def read_marks(sent: str) -> dict[str, str]:
    """What cannot be read is left out."""
    pairs = (pair.partition(":") for pair in sent.split())
    return {name: found for name, _colon, found in pairs if len(found) == LENGTH}


def _spelled(value: Any) -> str:
    """A form knows minutes, and breaks lines as browsers do."""
    if value is None or value is False:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    if isinstance(value, FieldFile):
        return value.name or ""
    if isinstance(value, Model):
        return str(value.pk)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
    return unicodedata.normalize("NFC", text)
