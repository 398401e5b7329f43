"""Finding the same person under different spellings, with the reason said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from nominations.domain.naming import fold
from nominations.models import Candidate, Nomination

ENOUGH = 0.75


@dataclass(frozen=True)
class Suggestion:
    """A candidate who may be the same person: how alike (0 to 1), and why we think so."""

    candidate: Candidate
    likeness: float
    reason: str


def similar_candidates(nomination: Nomination) -> list[Suggestion]:
    """Candidates of the edition who may be the nominee, most alike first."""
    candidates = Candidate.objects.filter(edition=nomination.round.edition).taking_part()
    found = (_suggest(nomination, candidate) for candidate in candidates)
    enough = (s for s in found if s.likeness >= ENOUGH)
    return sorted(enough, key=lambda s: (-s.likeness, s.candidate.name))


def _suggest(nomination: Nomination, candidate: Candidate) -> Suggestion:
    email = nomination.nominee_email.casefold()
    if email and email == candidate.email.casefold():
        return Suggestion(candidate, 1.0, _("the same e-mail address"))
    likeness, reason = compare_names(nomination.nominee_name, candidate.name)
    if likeness >= ENOUGH and same_workplace(nomination.nominee_workplace, candidate.workplace):
        return Suggestion(candidate, min(1.0, likeness + 0.1), _("%s, same workplace") % reason)
    return Suggestion(candidate, likeness, reason)


def compare_names(one: str, other: str) -> tuple[float, str]:
    """How alike two names are, and the strongest reason."""
    a, b = words(one), words(other)
    if not a or not b:
        return 0.0, ""
    if a == b:
        return 1.0, _("the same name")
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return 0.95, _("the same name, written otherwise")
    if _initials_fit(a, b) or _initials_fit(b, a):
        return 0.85, _("the same name with initials")
    if _part_of(a, b) or _part_of(b, a):
        return 0.8, _("one name is part of the other")
    likeness = _likeness(a, b)
    return likeness, _("almost the same spelling")


def words(name: str) -> list[str]:
    """Folded words, a surname that was written first put last: "Öberg, Anna-Karin"."""
    last, comma, first = name.partition(",")
    ordered = f"{first} {last}" if comma else name
    return re.findall(r"[a-z0-9]+", fold(ordered))


def same_workplace(one: str, other: str) -> bool:
    """Alike apart from legal forms and small words."""
    a, b = (set(words(text)) - {"ab", "i", "the", "och", "and"} for text in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _initials_fit(short: list[str], long: list[str]) -> bool:
    """ "a k oberg" against "anna karin oberg": same surname, and each first name or its initial."""
    if short[-1] != long[-1] or not any(len(w) == 1 for w in short[:-1]):
        return False
    return len(short) <= len(long) and all(
        whole.startswith(part) for part, whole in zip(short[:-1], long[:-1], strict=False)
    )


def _part_of(short: list[str], long: list[str]) -> bool:
    """At least two words, all of them in the other: a middle name or a double surname more."""
    return 2 <= len(short) < len(long) and set(short) <= set(long)


def _likeness(a: Iterable[str], b: Iterable[str]) -> float:
    """Ratcliff and Obershelp's likeness of the whole names, in the better word order."""
    straight = SequenceMatcher(None, "".join(a), "".join(b)).ratio()
    sorted_too = SequenceMatcher(None, "".join(sorted(a)), "".join(sorted(b))).ratio()
    return max(straight, sorted_too) * 0.95
