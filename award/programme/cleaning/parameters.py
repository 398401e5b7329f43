"""What a browser sent without a form: no sign that the database cannot hold, and no more than asked for."""

from __future__ import annotations

import unicodedata

MOST_DIGITS = 18  # of a bigint, whose highest value has nineteen


def typed_line(sent: str, *, most: int) -> str:
    """At most so many signs, without control characters (NUL among them) and without edges of blanks."""
    return "".join(sign for sign in sent if unicodedata.category(sign) != "Cc").strip()[:most]


def typed_key(sent: str) -> int:
    """The number of a row; 0, which no row has, for whatever cannot be one."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= MOST_DIGITS else 0
