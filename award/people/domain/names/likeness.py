"""How alike two written names are, with the reason: pure functions, no database.

A likeness is a whole number from 0 to 100. It is a suggestion for an organiser, never a decision.
The degrees are an order, not a measurement: nothing is computed from them but which suggestion
stands first, and whether it is enough (75, `matching.ENOUGH`) to be shown at all. They were set so
that the hand-made pairs of `tests/award/people/test_likeness.py` fall on the right side of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import permutations

from award.people.domain.names.confusable import as_latin, skeleton
from award.people.domain.names.nicknames import NICKNAMES

_LETTERS = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ł": "l"}
)
_SOUNDS = (
    (r"^(?:aa|ae)", "a"), (r"oe", "o"), (r"ae|aa", "a"), (r"ph", "f"), (r"gh", "g"), (r"th", "t"), (r"dt$", "t"),
    (r"q[uv]?|kv|qw", "kv"), (r"ch|ck|c(?![eiy])", "k"), (r"c|z", "s"), (r"x", "ks"), (r"w", "v"),
    (r"y|ij?|j(?=$)", "i"), (r"(.)\1+", r"\1"),
)  # fmt: skip
_MOST_WORDS = 5
# In order of how seldom two people are meant: the same letters, the same words in another order or
# written together, the same sounds; then word by word, never more certain than a whole name.
EQUAL, OTHERWISE, HEARD, WORD_BY_WORD = 100, 97, 95, 92
# One letter of a long word is a slip; a nickname needs the list; an initial fits many; one letter of
# a short word ("Lina", "Tina") is mostly another name, and shown only when all else is right.
LONG_WORD, SHORT_FOR, INITIAL, SHORT_WORD = 90, 88, 84, 76
# From four letters on a slip can be told from another name, from six on it is likely one.
SHORTEST_WORD, LONG = 4, 6
# Each name that only one of the two has: two of them, and an initial is no longer shown.
LEFT_OUT = 5


class Reason(StrEnum):
    """Why two names may be the same person's, strongest first."""

    SAME = "same"
    WRITTEN_OTHERWISE = "written otherwise"
    SOUNDS_THE_SAME = "sounds the same"
    INITIALS = "initials"
    NICKNAME = "nickname"
    PART = "part"
    MISSPELT = "misspelt"
    NEW_SURNAME = "new surname"
    NONE = ""


@dataclass(frozen=True)
class Likeness:
    """0 to 100, and the reason in one word."""

    degree: int
    reason: Reason


NOTHING = Likeness(0, Reason.NONE)


def fold(text: str) -> str:
    """Lower case, without accents and without characters that are not seen: "Åsa" → "asa"."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(
        c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )


def words(name: str) -> tuple[str, ...]:
    """Folded words; a surname written first is put last: "Öberg, Anna-Karin"."""
    last, comma, first = name.partition(",")
    ordered = f"{first} {last}" if comma else name
    return tuple(re.findall(r"[^\W_]+", fold(ordered)))


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Spellings that a Swede hears as one: Wikström and Vikstrom, Ericsson and Erikson, Carin and Karin."""
    for pattern, heard in _SOUNDS:
        word = re.sub(pattern, heard, word)
    return word


def compare(one: str, other: str) -> Likeness:
    """The strongest reason to take two written names for one person's."""
    a, b = words(one), words(other)
    if not a or not b:
        return NOTHING
    if a == b:
        return Likeness(EQUAL, Reason.SAME)
    if sorted(a) == sorted(b) or _joined(a) & _joined(b):
        return Likeness(OTHERWISE, Reason.WRITTEN_OTHERWISE)
    heard_a, heard_b = tuple(map(sound, a)), tuple(map(sound, b))
    if sorted(heard_a) == sorted(heard_b) or _joined(heard_a) & _joined(heard_b):
        return Likeness(HEARD, Reason.SOUNDS_THE_SAME)
    return _by_words(a, b)


def name_keys(name: str) -> frozenset[str]:
    """Two written names that share a key are read, seen or heard as one name."""
    written = words(as_latin(name))
    if not written:
        return frozenset()
    heard, seen = tuple(map(sound, written)), sorted(map(skeleton, written))
    return frozenset({" ".join(sorted(heard)), "seen " + " ".join(seen)} | _joined(heard))


def share_given_names(one: str, other: str) -> bool:
    """The same first names, at least two ("Anna-Karin"), before different surnames."""
    a, b = words(one), words(other)
    return len(a) >= 3 and len(b) >= 3 and tuple(map(sound, a[:2])) == tuple(map(sound, b[:2]))


def same_workplace(one: str, other: str) -> bool:
    """Alike apart from legal forms, genitives and small words."""
    a, b = _place_words(one), _place_words(other)
    return bool(a and b) and (a <= b or b <= a)


def within_one_edit(one: str, other: str) -> bool:
    """One letter more, less, changed, or two neighbours swapped (Damerau)."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    start = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:] and len(a) > 1
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def _joined(parts: tuple[str, ...]) -> set[str]:
    """Written together, in the order given and with the last word first."""
    return {"".join(parts), "".join(parts[-1:] + parts[:-1]), "".join(parts[1:] + parts[:1])}


def _by_words(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    """Each word of the shorter name finds one of the longer: the best way of pairing them."""
    short, long = sorted((_spread(a, b), _spread(b, a)), key=len)
    if len(short) < 2 or len(long) > _MOST_WORDS:
        return NOTHING
    table = [[_pair(s, w) for w in long] for s in short]
    if not all(any(pair.degree for pair in row) for row in table):
        return NOTHING
    ways = permutations(range(len(long)), len(short))
    pairings = ([row[i] for row, i in zip(table, way, strict=True)] for way in ways)
    return max((_weigh(p, left_out=len(long) - len(short)) for p in pairings), key=_degree)


def _degree(likeness: Likeness) -> int:
    return likeness.degree


def _spread(name: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Initials written together stand apart where the other name has such words: "AK" → "a", "k"."""
    initials = "".join(word[0] for word in other)
    spread: list[str] = []
    for word in name:
        together = 2 <= len(word) <= 3 and word not in other and word in initials
        spread += list(word) if together else [word]
    return tuple(spread)


@lru_cache(maxsize=20_000)
def _pair(one: str, other: str) -> Likeness:
    short, long = sorted((one, other), key=len)
    if one == other:
        return Likeness(EQUAL, Reason.SAME)
    if len(short) == 1:
        return Likeness(INITIAL, Reason.INITIALS) if long.startswith(short) else NOTHING
    if sound(one) == sound(other):
        return Likeness(OTHERWISE, Reason.SOUNDS_THE_SAME)
    if _nicknamed(one, other):
        return Likeness(SHORT_FOR, Reason.NICKNAME)
    if len(long) >= SHORTEST_WORD and within_one_edit(sound(one), sound(other)):
        return Likeness(LONG_WORD if len(long) >= LONG else SHORT_WORD, Reason.MISSPELT)
    return NOTHING


def _nicknamed(one: str, other: str) -> bool:
    a, b = sound(one), sound(other)
    return b in _CALLED.get(a, ()) or a in _CALLED.get(b, ())


def _weigh(pairs: list[Likeness], *, left_out: int) -> Likeness:
    """As weak as the weakest pair; initials and short words must rest on a word that is right."""
    weakest = min(pairs, key=_degree)
    sure = any(pair.degree >= HEARD for pair in pairs)
    if weakest == NOTHING or not (sure or weakest.degree >= LONG_WORD):
        return NOTHING
    reason = Reason.PART if left_out and weakest.degree >= HEARD else weakest.reason
    return Likeness(min(weakest.degree, WORD_BY_WORD) - LEFT_OUT * left_out, reason)


def _place_words(text: str) -> set[str]:
    small = {"ab", "i", "the", "och", "and", "av", "of", "for", "vid", "pa", "hb", "inc", "ltd"}
    return {word.removesuffix("s") for word in re.findall(r"[^\W_]+", fold(text))} - small


_CALLED = {sound(name): frozenset(map(sound, called.split())) for name, called in NICKNAMES.items()}
