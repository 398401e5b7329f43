"""How the rules of an edition came to be what they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from award.programme.models import Edition
from award.rules.domain.comparing import RuleChange, rule_changes
from award.rules.models import RuleBook


@dataclass(frozen=True)
class RuleVersion:
    """A version with what it changed in the one before it; the first changes nothing."""

    book: RuleBook
    changes: tuple[RuleChange, ...]


def rule_history(edition: Edition) -> list[RuleVersion]:
    """The versions that hold or have held, newest first."""
    books = list(edition.rule_books.adopted().select_related("proposed_by", "approved_by"))
    versions = [
        RuleVersion(new, tuple(rule_changes(edition, old, new))) for new, old in pairwise(books)
    ]
    return [*versions, *(RuleVersion(book, ()) for book in books[-1:])]


def proposed_version(edition: Edition) -> RuleVersion | None:
    """The version that waits for a second organiser, against the one in force."""
    waiting = edition.rule_books.waiting().select_related("proposed_by").first()
    if waiting is None:
        return None
    current = edition.rule_books.adopted().first()
    return RuleVersion(waiting, tuple(rule_changes(edition, current, waiting)) if current else ())
