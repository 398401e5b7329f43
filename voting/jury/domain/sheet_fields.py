"""The fields of a score sheet, each known by how often it was saved: so two pages at one sheet are told apart.

A page carries for each field its version and a mark of its value. What she left alone is not saved again, what
she changed is saved over the version that she saw, and a value that stands there already is not saved twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from award.programme.domain.meanwhile import LENGTH, ChangedMeanwhile, mark
from voting.jury.models import ScoreSheet

POINTS, COMMENT = "points-", "comment"
Value = int | str | None


@dataclass(frozen=True)
class Field:
    """What is stored, and how often it was saved: 0 for never."""

    value: Value
    version: int

    @property
    def shown(self) -> str:
        return f"{self.version}.{mark(self.value)}"


def fields_of(sheet: ScoreSheet | None, criteria: Iterable[str]) -> dict[str, Field]:
    """By the names that the form gives them."""
    scores = {s.criterion: Field(s.points, s.version) for s in sheet.scores.all()} if sheet else {}
    points = {f"{POINTS}{slug}": scores.get(slug, Field(None, 0)) for slug in criteria}
    comment = Field(sheet.comment, sheet.comment_version) if sheet else Field("", 0)
    return {**points, COMMENT: comment}


def to_save(
    wished: Mapping[str, Value], *, stored: Mapping[str, Field], shown: Mapping[str, str]
) -> dict[str, Value]:
    """Those that are to be written; a field that says nothing of what was shown is taken as it is.

    Raises `ChangedMeanwhile` for those that another page has saved since, with what stands there.
    """
    changed = {n: v for n, v in wished.items() if mark(v) != mark(stored[n].value)}
    hers = {n: v for n, v in changed.items() if _has_changed(v, shown.get(n, ""))}
    theirs = {n: stored[n].value for n in hers if not _was_seen(stored[n], shown.get(n, ""))}
    if theirs:
        raise ChangedMeanwhile(theirs)
    return hers


def write_shown(fields: Mapping[str, Field], *, before: Mapping[str, str] | None = None) -> str:
    """For a hidden field; what a page carried `before` stays, where it has not seen anything newer."""
    tokens = dict(before or {}) | {name: field.shown for name, field in fields.items()}
    return " ".join(f"{name}:{token}" for name, token in tokens.items())


def read_shown(sent: str) -> dict[str, str]:
    """What cannot be read is left out."""
    pairs = (pair.partition(":") for pair in sent.split())
    return {name: found for name, _colon, found in pairs if _is_token(found)}


def _has_changed(value: Value, token: str) -> bool:
    return not token or token.partition(".")[2] != mark(value)


def _was_seen(field: Field, token: str) -> bool:
    return not token or token.partition(".")[0] == str(field.version)


def _is_token(text: str) -> bool:
    version, _dot, found = text.partition(".")
    return version.isascii() and version.isdecimal() and len(found) == LENGTH
