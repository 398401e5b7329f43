"""Where a long word may break: a soft hyphen shows only at the end of a line."""

from __future__ import annotations

import re

SOFT = "\u00ad"
LONG = 12  # letters from which a word may need to break
LEAST = 4  # letters on either side
VOWELS = "aeiouyåäöéüAEIOUYÅÄÖ"
# Joints that the rule of one consonant would miss, as they are met in awards.
JOINTS = (
    "Linné|regionen", "Kronobergs|", "nominerings|", "verksamhets|", "system|", "dom|kommittén", "it-|",
    "utveck|lare", "Glas|riket", "säkerhets|", "arkitekt|", "programme|ring", "hållbarhets|", "forsknings|",
    "under|sköter", "specialist|", "Småland|", "utbildnings|", "digitaliserings|",
)  # fmt: skip
# One consonant goes with the vowel after it (Svenska skrivregler, "avstavning").
SYLLABLE = re.compile(rf"(?<=[{VOWELS}])((?:[^\W\d_{VOWELS}])*)([^\W\d_{VOWELS}][{VOWELS}])")


def hyphenated(text: str) -> str:
    """The same text with soft hyphens in its long words; nobody reads them, and no word is changed."""
    return re.sub(rf"[^\W\d_]{{{LONG},}}", lambda word: _broken(word[0]), text)


def _broken(word: str) -> str:
    joints = {place for place in _joints(word) if LEAST <= place <= len(word) - LEAST}
    syllables = (match.start(2) for match in SYLLABLE.finditer(word))
    near = {
        place
        for place in syllables
        if LEAST <= place <= len(word) - LEAST and all(abs(place - joint) > 3 for joint in joints)
    }
    places = sorted(joints | near)
    return SOFT.join(word[a:b] for a, b in zip([0, *places], [*places, len(word)], strict=True))


def _joints(word: str) -> set[int]:
    found = set()
    for joint in JOINTS:
        first, _, second = joint.partition("|")
        place = word.lower().find((first + second).lower())
        if place >= 0:
            found.add(place + len(first))
    return found
