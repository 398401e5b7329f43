"""Which change of words is a slip of the hand, and which could be other words."""

from __future__ import annotations

import unicodedata

MOST_SIGNS = 3  # what differs between two spellings of the same words
SHORTEST = 5  # letters of a word in which a slip is told from another word


def is_slip(before: str, after: str) -> bool:
    """Whether one word was mistyped: the others are the same, and it cannot be another word.

    The word has five letters or more, keeps its first one and has no digit; one sign is added or left
    out, two neighbours have changed places, or letters have lost or gained their marks or their case.
    A letter exchanged for another is no slip: lärare and läkare are two professions.
    """
    old, new = before.split(), after.split()
    if len(old) != len(new):
        return False
    differing = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    return len(differing) == 1 and _is_slip_of_word(*differing[0])


def is_near(before: str, after: str) -> bool:
    """Whether both can be the same words: a few signs apart, and not as short as that."""
    short = min(len(before), len(after)) <= MOST_SIGNS
    return not short and 0 < signs_apart(before, after) <= MOST_SIGNS


def signs_apart(before: str, after: str) -> int:
    """How many signs are added, left out or exchanged between the two (Levenshtein 1966)."""
    row = list(range(len(after) + 1))
    for i, old in enumerate(before, start=1):
        above, row[0] = row[0], i
        for j, new in enumerate(after, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (old != new))
    return row[-1]


def _is_slip_of_word(before: str, after: str) -> bool:
    old, new = before.casefold(), after.casefold()
    letters = min(sum(map(str.isalpha, word)) for word in (old, new))
    if letters < SHORTEST or old[0] != new[0] or any(map(str.isdigit, old + new)):
        return False
    return _bare(old) == _bare(new) or _is_one_more(old, new) or _are_swapped(old, new)


def _bare(word: str) -> str:
    """The letters without their marks: å, ä and á are an a."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _is_one_more(one: str, other: str) -> bool:
    """Whether the longer has one sign more, and otherwise the same."""
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:i] + long[i + 1 :] == short for i in range(len(long))
    )


def _are_swapped(one: str, other: str) -> bool:
    """Whether two signs that stand beside each other have changed places."""
    return len(one) == len(other) and any(
        one[:i] + one[i + 1] + one[i] + one[i + 2 :] == other for i in range(len(one) - 1)
    )
