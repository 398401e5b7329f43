"""How the rules of an edition came to be what they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from award.programme.models import Edition
from award.rules.domain.comparing import RuleChange, rule_changes
from award.rules.models import Freeze, RuleBook
from award.rules.models.rulebook import RuleBookQuerySet


@dataclass(frozen=True)
class RuleVersion:
    """A version with what it changed in the one before it; the first changes nothing."""

    book: RuleBook
    changes: tuple[RuleChange, ...]


def rule_history(edition: Edition) -> list[RuleVersion]:
    """The version in force and those after the freeze, newest first, down to the one that froze.

    What was only drafted before it is nobody's affair; before the freeze it is the version in force.
    """
    books = list(
        public_versions(edition).select_related(
            "proposed_by", "proposal__proposed_by", "proposal__decided_by", "proposal__witness"
        )
    )
    versions = [
        RuleVersion(new, tuple(rule_changes(edition, old, new))) for new, old in pairwise(books)
    ]
    return [*versions, *(RuleVersion(book, ()) for book in books[-1:])]


def public_versions(edition: Edition) -> RuleBookQuerySet:
    """Those that everybody may see."""
    freeze = Freeze.objects.filter(edition=edition).select_related("rule_book").first()
    books = edition.rule_books.adopted()
    in_force = books.first()
    since = freeze.rule_book.version if freeze else in_force.version if in_force else 0
    found: RuleBookQuerySet = books.filter(version__gte=since)
    return found
