"""Refusing two candidates of one category whom nobody could tell apart.

A nickname or a misspelling is still another person's name; what reads or sounds the same is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from award.people.domain.names.confusable import mixes_alphabets
from award.people.domain.names.likeness import name_keys
from nominations.domain.locking import categories_of
from nominations.models import Candidate, Entry, Nomination


class TooAlike(Exception):
    """Somebody in her category is called so already; the message says what to do."""


def refuse_alike(candidate: Candidate, name: str) -> None:
    """Raises `TooAlike`, and for a name that is drawn to look like another. The caller holds the
    edition, so that no two become alike at once."""
    if mixes_alphabets(name):
        raise TooAlike(_("The name has letters of two alphabets: write it with those of one."))
    mine, keys = {c.pk for c in categories_of(candidate)}, name_keys(name)
    considered = Candidate.objects.filter(edition=candidate.edition_id).taking_part()
    for category, people in _by_category(considered).items():
        others = (other for other in people if other.pk != candidate.pk)
        if category in mine and any(keys & name_keys(other.name) for other in others):
            raise TooAlike(
                _(
                    "Somebody else in the category is called %s. Add a middle name or an initial, so "
                    "that nobody takes the one for the other."
                )
                % name
            )


def alike_in(candidates: Iterable[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs of one category that are called alike: they came so, and an organiser tells them apart."""
    told = set()
    for people in _by_category(candidates).values():
        called: dict[str, Candidate] = {}
        for candidate in people:
            keys = name_keys(candidate.name)
            first = next((called[key] for key in sorted(keys) if key in called), None)
            called |= {key: called.get(key, candidate) for key in keys}
            if first and (first.pk, candidate.pk) not in told:
                told.add((first.pk, candidate.pk))
                yield first, candidate


def _by_category(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """Who of them is considered in each category, where she is entered or nominated; oldest first."""
    known = {candidate.pk: candidate for candidate in candidates}
    entered = Entry.objects.filter(candidate__in=known).values_list("category", "candidate")
    named = Nomination.objects.filter(candidate__in=known).values_list("category", "candidate")
    found: dict[int, list[Candidate]] = {}
    for category, candidate in sorted({*entered, *named}):
        found.setdefault(category, []).append(known[candidate])
    return found
