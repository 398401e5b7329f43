"""The gate between what organisers know and what the public sees: her yes, by the last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import Rules
from award.rules.models import RuleBook
from nominations.models import Candidate, Entry


def last_day(edition: Edition) -> datetime | None:
    """The moment after which silence is a no; None while the edition has no rules."""
    try:
        return last_day_of(rules_in_force(edition))
    except RuleBook.DoesNotExist:
        return None


def last_day_of(rules: Rules) -> datetime:
    """The rule book's, and never later than the jury's closing: from then on the finalists are
    chosen, and they are chosen among those who have said yes."""
    jury = rules.jury
    return min(rules.answer_by, jury.window.closes_at) if jury else rules.answer_by


def needs_yes(edition: Edition) -> bool:
    """Whether a finalist must have said yes: the rule book says when published works need none."""
    try:
        return rules_in_force(edition).needs_consent
    except RuleBook.DoesNotExist:
        return True


def is_over(edition: Edition) -> bool:
    """Whether the last day to say yes has passed."""
    until = last_day(edition)
    return until is not None and until <= edition_now(edition)


def eligible(entries: Iterable[Entry], at: datetime) -> list[Entry]:
    """Those who may be shown to the public, and whose yes, where one is needed, came by `at`."""
    known = list(entries)
    public = Candidate.objects.filter(pk__in=[e.candidate_id for e in known]).public()
    in_time = {c.pk for c in public if c.accepted_at is None or c.accepted_at <= at}
    return [entry for entry in known if entry.candidate_id in in_time]
