"""What the program itself finds that shuts somebody out, from rows that no accuser has written."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from award.people.domain.addresses import addresses_by_account
from award.people.domain.canonical import canonical_email
from award.people.models import Person, Role
from award.programme.domain.clock import database_now
from award.programme.models import Round
from nominations.domain.noted_answers import known_address
from nominations.models import Candidate


def found_by_program(candidate: Candidate, *, proposer: Person) -> str:
    """The ground as a word; nothing when there is none.

    `part`: she judges or organises the same year, under the address that came with the nominations, in a
    role that she had before the round opened and that the proposer did not give her.
    """
    address = known_address(candidate, not_by=proposer)
    if not address:
        return ""
    parts = (
        Role.objects.in_reach_of(candidate.edition)
        .exclude(kind=Role.Kind.READER)
        .exclude(granted_by=proposer)
        .filter(created_at__lt=_opening(candidate))
    )
    known = addresses_by_account(parts.values_list("person", flat=True))
    has_part = any(canonical_email(address) in theirs for theirs in known.values())
    return "part" if has_part else ""


def _opening(candidate: Candidate) -> datetime:
    """When the first round in which she could be chosen opens, by the real clock, which roles have;
    now, where it has not."""
    judged = Round.objects.filter(edition=candidate.edition).exclude(kind=Round.Kind.NOMINATION)
    opens = judged.aggregate(first=Min("opens_at"))["first"]
    now = database_now()
    return min(opens - candidate.edition.clock_shift, now) if opens else now
