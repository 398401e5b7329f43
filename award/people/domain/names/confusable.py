"""Names that look like another one: letters of other alphabets, and letters that are drawn alike.

A small table after Unicode Technical Standard 39 (confusables), for the letters that names in Latin,
Greek and Cyrillic are written with.
"""

from __future__ import annotations

import unicodedata

_CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТУХҮаеѕіјкорсухһӏԁԛԝ", "ABESIJKMHOPCTYXYaesijkopcyxhldqw", strict=True)
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲ", "ABEZHIKMNOPTYXaikvopuxc", strict=True))
_LATIN = {"ı": "i", "ɑ": "a", "ɡ": "g", "ſ": "f", "ǀ": "l", "|": "l", "ʟ": "L"}
_AS_LATIN = str.maketrans(_CYRILLIC | _GREEK | _LATIN)
# In one class each: what a reader takes for each other in a plain typeface.
_DRAWN_ALIKE = (("rn", "m"), ("vv", "w"), ("1", "i"), ("l", "i"), ("j", "i"), ("0", "o"))
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")


def as_latin(text: str) -> str:
    """With Latin letters in the place of those of other alphabets that look the same."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    return plain.translate(_AS_LATIN)


def skeleton(word: str) -> str:
    """Of a folded word: two that are drawn alike have the same one."""
    for written, drawn in _DRAWN_ALIKE:
        word = word.replace(written, drawn)
    return word


def mixes_alphabets(text: str) -> bool:
    """Whether letters of more than one alphabet stand in it: no name is written so."""
    names = (unicodedata.name(c, "") for c in unicodedata.normalize("NFKC", text) if c.isalpha())
    found = {alphabet for name in names for alphabet in _ALPHABETS if name.startswith(alphabet)}
    return len(found) > 1
