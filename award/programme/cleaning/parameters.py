"""What a browser sent without a form: no sign that the database cannot hold, and no more than asked for."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from award.programme.cleaning.text import TurnedText, clean_line, clean_lines

MOST_SLUG = 50  # of a category and of an award
MOST_DIGITS = 18  # of a bigint, whose highest value has nineteen


def typed_line(sent: str, *, most: int) -> str:
    """For a search or a switch: what was sent as one clean line, cut where it is too long to mean anything."""
    try:
        return clean_line(sent[: 4 * most])[:most].strip()
    except TurnedText:
        return ""


def typed_text(sent: str, *, most: int) -> str:
    """Several lines that are shown once more to whoever typed them; "" where they turn the text around."""
    try:
        return clean_lines(sent[: 4 * most])[:most]
    except TurnedText:
        return ""


def typed_list(sent: Sequence[str], *, most: int, number: int) -> list[str]:
    """Of the first so many, those that are no longer than so, each as a clean line."""
    lines = (typed_line(each, most=most) for each in sent[:number] if len(each) <= most)
    return [line for line in lines if line]


def typed_key(sent: str) -> int:
    """The number of a row; 0, which no row has, for whatever cannot be one."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= MOST_DIGITS else 0


def typed_page(sent: str) -> int:
    """The number of a page of a list: the first, unless another is asked for."""
    return typed_key(sent) or 1


def typed_uuid(sent: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(sent)
    except ValueError:
        return None


def typed_choice(sent: str, among: Collection[str]) -> str:
    """One of the known words, or ""."""
    return sent if sent in among else ""
