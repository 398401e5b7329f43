"""Codes as they were given out, however they come back: pasted, grouped, full-width, with their label."""

from __future__ import annotations

import re
import unicodedata

from award.programme.cleaning.text import without_format

# Nothing that is a code is longer, with its label and what a mail program puts round it.
MOST = 200
_DASH = re.compile(r"[‐‑‒–—―−﹣]")
_WORD = re.compile(r"[^\W_]+")
# What parts two codes, and never the parts of one: a letter, or a stop.
_GAP = re.compile(r"[^\W\d_]+|[.,:;!?()]+")


def digits_of(typed: str, *, length: int) -> str:
    """The digits; where there are others beside it, the one run of so many digits that stands alone.

    So "Kod: 123 456" and "Koden är 123456 och gäller i 10 minuter." are both 123456, and so is what was
    pasted twice.
    """
    plain = _plain(typed)
    every = _digits(plain)
    if len(every) == length:
        return every
    if len(every) == 2 * length and every[:length] == every[length:]:
        return every[:length]
    runs = {_digits(part) for part in _GAP.split(plain)}
    alone = [run for run in runs if len(run) == length]
    return alone[0] if len(alone) == 1 else every


def grouped_code(typed: str, *, alphabet: str, length: int, group: int) -> str:
    """A code of the alphabet, in groups with hyphens between; words before and after it are left out.

    It is looked for as it was given, then as a row of whole words; else every sign of the alphabet is taken.
    """
    plain = _DASH.sub("-", _plain(typed).lower())
    words = _WORD.findall(plain)
    whole = re.compile(
        rf"(?<![^\W_])[{alphabet}]{{{group}}}(?:\s*-\s*[{alphabet}]{{{group}}}){{{length // group - 1}}}(?![^\W_])"
    )
    found = set(whole.findall(plain)) or set(_whole(words, alphabet, length))
    text = found.pop() if len(found) == 1 else plain
    known = "".join(sign for sign in text if sign in alphabet)
    return "-".join(known[i : i + group] for i in range(0, len(known), group))


def _plain(typed: str) -> str:
    return without_format(unicodedata.normalize("NFKC", typed[:MOST].replace("\n", " ")))


def _digits(text: str) -> str:
    """In any script's digits: a telephone's keyboard may have its own."""
    values = (unicodedata.digit(sign, None) for sign in text if sign.isdecimal())
    return "".join(str(value) for value in values if value is not None)


def _whole(words: list[str], alphabet: str, length: int) -> list[str]:
    """Every row of neighbouring words that together have the length and only known signs."""
    known = set(alphabet)
    rows = []
    for start in range(len(words)):
        row = ""
        for word in words[start:]:
            row += word
            if len(row) >= length or not known.issuperset(word):
                break
        if len(row) == length and known.issuperset(row):
            rows.append(row)
    return rows
