"""The gate between what organisers know and what the public sees: her yes, by the last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from award.rules.domain.books import rules_if_any
from nominations.models import Candidate, Entry


def last_day(edition: Edition) -> datetime | None:
    """The moment after which silence is a no; None while the edition has no rules."""
    rules = rules_if_any(edition)
    return rules.answer_by if rules else None


def finalists_chosen(edition: Edition) -> datetime | None:
    """After which no yes comes in time; None while the edition has no rules."""
    rules = rules_if_any(edition)
    return rules.finalists_chosen if rules else None


def her_last_day(candidate: Candidate) -> datetime | None:
    """Everybody's, or a later one that she was given before the finalists are chosen."""
    edition = candidate.edition
    return later_day(last_day(edition), candidate.answer_until, finalists_chosen(edition))


def later_day(
    common: datetime | None, own: datetime | None, latest: datetime | None
) -> datetime | None:
    """Her own, where she has one, but never after the latest; else the common one."""
    if common is None or own is None or latest is None:
        return common
    return max(common, min(own, latest))


def needs_yes(edition: Edition) -> bool:
    """Whether a finalist must have said yes: the rule book says when published works need none."""
    rules = rules_if_any(edition)
    return rules.needs_consent if rules else True


def is_over(candidate: Candidate) -> bool:
    """Whether her last day to say yes has passed."""
    until = her_last_day(candidate)
    return until is not None and until <= edition_now(candidate.edition)


def eligible(entries: Iterable[Entry], at: datetime) -> list[Entry]:
    """Those who may be shown to the public, and whose yes, where one is needed, came by `at`, or by
    the later day that she was given."""
    known = list(entries)
    public = Candidate.objects.filter(pk__in=[e.candidate_id for e in known]).public()
    in_time = {c.pk for c in public if _is_in_time(c, at)}
    return [entry for entry in known if entry.candidate_id in in_time]


def _is_in_time(candidate: Candidate, at: datetime) -> bool:
    said, until = candidate.accepted_at, max(at, candidate.answer_until or at)
    return said is None or said <= until
