"""Text as it is kept: NFC, one kind of line break, and no sign that nobody sees and that means nothing."""

from __future__ import annotations

import re
import unicodedata

# Vertical tab, form feed, NEL, line and paragraph separator: a reader sees a new line at each.
_BREAK = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# What a reader takes for a blank, although Unicode calls it a letter or a symbol.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Each turns the text after it round, whatever its letters say: a name then reads as another.
OVERRIDES = frozenset("\u202d\u202e")
ZWNJ, ZWJ = "\u200c", "\u200d"
# Never drawn, although Unicode does not call them format characters, or not yet.
_UNDRAWN = frozenset(
    "\u034f\u17b4\u17b5\u2065\ufff0\ufff1\ufff2\ufff3\ufff4\ufff5\ufff6\ufff7\ufff8"
)
# Format characters that are drawn: over or under a number, and over an abbreviation in Syriac.
_DRAWN = frozenset("\u070f\U000110bd\U000110cd")
_TAGS = range(0xE0000, 0xE0080)  # They spell a region after the black flag: Scotland, Wales.
_BLACK_FLAG = "\U0001f3f4"
_LONGEST_TAG = 7
_EMOJI = range(0x1F000, 0x20000)
_HEAD_SHAKING = "\u2194"
_VARIATION = "\ufe0f"
_VIRAMA = 9  # The combining class after which a joiner shapes the letter (RFC 5892, A.1 and A.2).


class TurnedText(ValueError):
    """The text turns its own direction; `near` are the words before that place."""

    def __init__(self, near: str) -> None:
        self.near = near
        super().__init__(near)


def clean_lines(typed: str) -> str:
    """Several lines; "" when nothing in them can be seen. Raises `TurnedText`."""
    text = unicodedata.normalize("NFC", _BREAK.sub("\n", typed))
    _refuse_overrides(text)
    kept = "".join(sign for n, sign in enumerate(text) if _stays(text, n)).strip()
    return kept if any(map(is_visible, kept)) else ""


def clean_line(typed: str) -> str:
    """One line: line breaks and runs of blanks are one space. Raises `TurnedText`."""
    return " ".join(clean_lines(typed).split())


def has_letter(text: str) -> bool:
    """Whether a reader sees a letter in it."""
    return any(unicodedata.category(sign)[0] == "L" and is_visible(sign) for sign in text)


def is_visible(sign: str) -> bool:
    """Whether the sign leaves ink alone: no blank, no control, no mark that needs a letter under it."""
    category = unicodedata.category(sign)
    return category[0] not in "ZM" and not _is_nothing(sign) and sign not in BLANKS


def without_format(text: str) -> str:
    """For codes and addresses, where no control or format character means anything."""
    return "".join(sign for sign in text if not _is_nothing(sign))


def _is_nothing(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} or sign in _UNDRAWN


def _refuse_overrides(text: str) -> None:
    for n, sign in enumerate(text):
        if sign in OVERRIDES:
            raise TurnedText(without_format(text[:n])[-20:].strip())


def _stays(text: str, n: int) -> bool:
    sign = text[n]
    if sign in "\n\t" or not _is_nothing(sign):
        return True
    if sign in (ZWNJ, ZWJ):
        return _joins(text, n)
    if ord(sign) in _TAGS:
        return _BLACK_FLAG in text[max(0, n - _LONGEST_TAG) : n]
    return sign in _DRAWN or unicodedata.bidirectional(sign) == "AN"


def _joins(text: str, n: int) -> bool:
    """Between parts of an emoji, after a virama, and between letters of a script that joins them."""
    before, after = text[max(0, n - 2) : n].rstrip(_VARIATION)[-1:], text[n + 1 : n + 2]
    if not before or not after:
        return False
    if text[n] == ZWJ and _is_picture(before) and _is_picture(after):
        return True
    joined = {unicodedata.bidirectional(before), unicodedata.bidirectional(after)} == {"AL"}
    return joined or unicodedata.combining(before) == _VIRAMA


def _is_picture(sign: str) -> bool:
    """A part of an emoji, also one that is newer than the tables: a symbol, a colour of skin, an arrow."""
    return unicodedata.category(sign) == "So" or ord(sign) in _EMOJI or sign == _HEAD_SHAKING
