"""The order in which names and words stand: by Swedish rules in Swedish, by those of CLDR elsewhere.

One table of signs makes a sort key, in PostgreSQL by `translate` and in Python alike, and keys are compared sign by
sign: it needs no ICU and is the same on every server. What differs only in case and accents follows by code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, reduce

from django.conf import settings
from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate, Concat, Replace
from django.utils.translation import get_language

# CLDR, root collation: blanks, punctuation and symbols, in this order, before digits and letters.
_BEFORE_DIGITS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_DRAWN_ALIKE = {
    "\u00a0": " ", "‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "´": "'", "”": '"', "“": '"', "«": '"', "»": '"',
}  # fmt: skip
# Letters that are more than a base letter with an accent over it; those of two signs are written out.
_BASES = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ſ": "s", "ß": "ss", "æ": "ae", "œ": "oe",
    "ĳ": "ij",
}  # fmt: skip
# Three letters after z, where ASCII has three signs left, each with those that CLDR counts as the same; ü is a y.
_SWEDISH = {
    "å": "{", "ä": "|", "æ": "|", "ę": "|", "ö": "}", "ø": "}", "ő": "}", "œ": "}", "ô": "}", "ü": "y", "ű": "y", "þ": "th",
}  # fmt: skip
_LETTERS = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x1F00))
_END = "\x01"  # Before all that the table gives: a word stands before those that begin with it.


def in_order(text: str, *, language: str = "") -> str:
    """The sort key of a name or a word, by the rules of the reader's language where none is given."""
    words = unicodedata.normalize("NFC", text)
    return f"{_passed_over(words).translate(_table(_rules(language)))}{_END}{words}"


def words_in_order(field: str, *, language: str = "") -> Combinable:
    """What a queryset is ordered by: the same order as `in_order` gives."""
    words = Func(F(field), template="normalize(%(expressions)s, NFC)", output_field=TextField())
    table = _table(_rules(language))
    long = [(chr(sign), key) for sign, key in table.items() if len(key) > 1]
    short = {chr(sign): key for sign, key in table.items() if len(key) == 1}
    gone = "".join(chr(sign) for sign, key in table.items() if not key)
    written_out = reduce(_replace, long, _passed_over_there(words))
    signs = Value("".join(short) + gone), Value("".join(short.values()))
    key = Func(written_out, *signs, function="translate", output_field=TextField())
    return Collate(Concat(key, Value(_END), words, output_field=TextField()), "C")


@cache
def _table(rules: str) -> dict[int, str]:
    """What each sign is sorted as; accents that stand alone are nothing."""
    table = {ord(sign): chr(n) for n, sign in enumerate(_BEFORE_DIGITS, start=2)}
    table |= {ord(sign): table[ord(like)] for sign, like in _DRAWN_ALIKE.items()}
    own = _BASES | (_SWEDISH if rules == "sv" else {})
    table |= {n: _letter(chr(n).lower()[0], own) for span in _LETTERS for n in span}
    table |= {ord(sign): key for sign, key in own.items()}
    return table | dict.fromkeys(range(0x300, 0x370), "")


def _letter(sign: str, own: dict[str, str]) -> str:
    """The key of a small letter: its own, or that of the letter under its outermost accent."""
    if sign in own:
        return own[sign]
    under = unicodedata.decomposition(sign).split()
    accented = under and not under[0].startswith("<")
    return _letter(chr(int(under[0], 16)), own) if accented else sign


def _rules(language: str) -> str:
    return (language or get_language() or settings.LANGUAGE_CODE)[:2]


def _particles() -> str:
    """What is passed over at the start of a name, such as "von", where the house has chosen so."""
    chosen = "|".join(map(re.escape, settings.PARTICLES_PASSED_OVER))
    return f"^({chosen}) " if chosen else ""


def _passed_over(words: str) -> str:
    pattern = _particles()
    return re.sub(pattern, "", words, flags=re.IGNORECASE) if pattern else words


def _passed_over_there(words: Combinable) -> Combinable:
    pattern = _particles()
    if not pattern:
        return words
    arguments = Value(pattern), Value(""), Value("i")
    return Func(words, *arguments, function="regexp_replace", output_field=TextField())


def _replace(words: Combinable, pair: tuple[str, str]) -> Combinable:
    return Replace(words, Value(pair[0]), Value(pair[1]))
