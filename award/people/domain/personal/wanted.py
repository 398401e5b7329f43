"""Whom somebody looks for: a name or an address, as it was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from award.people.domain.canonical import one_mailbox
from award.people.domain.names.likeness import compare, fold, sound, within_one_edit, words

# As for candidates who may be one person: what is as alike as this is shown, and a person decides.
ENOUGH = 75
SHORTEST = 2  # letters of a name that is looked for
LONG = 5  # letters of a word in which one may be wrong: "Hjort" and "Hiort"


@dataclass(frozen=True)
class Wanted:
    """What was typed, without blanks at its ends."""

    text: str

    @property
    def is_address(self) -> bool:
        return "@" in self.text

    def fits(self, name: str, *addresses: str) -> bool:
        """Whether whoever has the name and the addresses may be meant, spelt otherwise too."""
        if self.is_address:
            return any(self._fits_address(address) for address in addresses if address)
        return self._fits_name(name) or any(self._begins(address) for address in addresses)

    def is_certain(self, *addresses: str) -> bool:
        """Whether it is somebody's very address, under any of its spellings."""
        return self.is_address and any(self._box == one_mailbox(a) for a in addresses if a)

    def stands_in(self, text: str) -> bool:
        """Whether a text says it, whole words of it and in any case."""
        return says(text, self.text)

    @cached_property
    def _box(self) -> str:
        return one_mailbox(self.text)

    def _fits_address(self, address: str) -> bool:
        other = one_mailbox(address)
        return self._box == other or within_one_edit(self._box, other)

    def _begins(self, address: str) -> bool:
        """What stands before the @ of an address may be all that is known of somebody."""
        typed = self.text.casefold()
        return len(typed) >= LONG and address.casefold().startswith(typed)

    def _fits_name(self, name: str) -> bool:
        if compare(self.text, name).degree >= ENOUGH:
            return True
        typed, written = words(self.text), words(name)
        if len("".join(typed)) < SHORTEST or not written:
            return False
        there = {*written, *_joined(written)}
        found = [any(_is_part(part, word) for word in there) for part in typed]
        joined = [any(_is_like(both, word) for word in there) for both in _joined(typed)]
        here = zip(found, [False, *joined], [*joined, False], strict=True)
        return all(any(each) for each in here)


def _joined(parts: Sequence[str]) -> list[str]:
    """Each two that stand beside each other as one: "Anna-Karin" is "Annakarin" to others."""
    return [one + other for one, other in pairwise(parts)]


def says(text: str, words_of_it: str) -> bool:
    """Whether the text says these words, also over the end of a line, and not only as a part of longer ones."""
    words_said = r"\s+".join(map(re.escape, fold(words_of_it).split()))
    return bool(words_said) and re.search(rf"(?<!\w){words_said}(?!\w)", fold(text)) is not None


def _is_part(typed: str, word: str) -> bool:
    """The beginning of a word, or a word that sounds like it; a long one may have a slip in it."""
    return word.startswith(typed) or _is_like(typed, word)


def _is_like(typed: str, word: str) -> bool:
    if sound(word) == sound(typed):
        return True
    return min(len(typed), len(word)) >= LONG and within_one_edit(sound(typed), sound(word))
