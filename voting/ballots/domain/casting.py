"""Casting a vote: one transaction, from the lock on the round to the receipt."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from award.domain.guard import hold_open
from award.models import Category, Round
from voting.ballots.domain.canonical import canonical_email
from voting.ballots.domain.receipts import leaf, new_receipt
from voting.ballots.models import Ballot, RoundPepper

# The conflicting row is locked either way: a voter's second request waits here for the first.
_VOTER = """
    INSERT INTO ballots_voter (round_id, voter_key) VALUES (%s, %s)
    ON CONFLICT (round_id, voter_key) DO UPDATE SET voter_key = EXCLUDED.voter_key
    RETURNING id
"""
_BALLOT = """
    INSERT INTO ballots_ballot
        (round_id, category_id, voter_id, revision, choice, submission_key, receipt, leaf, cast_at)
    SELECT %(round)s, %(category)s, %(voter)s,
           coalesce(max(revision), 0) + 1, %(choice)s, %(submission)s, %(receipt)s, %(leaf)s, %(at)s
    FROM ballots_ballot WHERE voter_id = %(voter)s AND category_id = %(category)s
    ON CONFLICT (submission_key, category_id) DO NOTHING
"""


class SubmissionReused(Exception):
    """The same form was sent again with another content."""


@dataclass(frozen=True)
class Receipt:
    """What the voter gets: the code, when, and what was cast, by category slug."""

    code: str
    cast_at: datetime
    choices: Mapping[str, str]


@transaction.atomic
def cast(
    *, round: Round, identity: str, choices: Mapping[Category, str], submission: UUID
) -> Receipt:
    """Store one ballot for each category, as the voter's newest; the same submission once.

    `identity` is an e-mail address, `choices` are in the notation of the counting core. Raises
    `award.domain.guard.RoundNotOpen`, and `SubmissionReused` for another content under the same key.
    """
    earlier = _receipt_of(submission, choices)
    if earlier:
        return earlier
    now = hold_open(round.pk)
    voter = _voter(round, identity)
    code = new_receipt()
    for category, choice in choices.items():
        _store(
            round=round,
            category=category,
            voter=voter,
            choice=choice,
            submission=submission,
            code=code,
            now=now,
        )
    stored = _receipt_of(submission, choices)
    assert stored is not None  # noqa: S101 - it has just been stored
    return stored


def voter_key(round: Round, identity: str) -> str:
    """HMAC-SHA-256 of the canonical address under the round's own secret, hexadecimal."""
    pepper, _ = RoundPepper.objects.get_or_create(round=round)
    return hmac.digest(bytes(pepper.pepper), canonical_email(identity).encode(), "sha256").hex()


def _voter(round: Round, identity: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_VOTER, [round.pk, voter_key(round, identity)])
        (voter,) = cursor.fetchone()
    return int(voter)


def _store(
    *,
    round: Round,
    category: Category,
    voter: int,
    choice: str,
    submission: UUID,
    code: str,
    now: datetime,
) -> None:
    values = {
        "round": round.pk,
        "category": category.pk,
        "voter": voter,
        "choice": choice,
        "submission": submission,
        "receipt": code,
        "leaf": leaf(round=round, category=category, receipt=code, choice=choice),
        "at": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BALLOT, values)


def _receipt_of(submission: UUID, choices: Mapping[Category, str]) -> Receipt | None:
    """The receipt of a submission that is stored already."""
    stored = Ballot.objects.filter(submission_key=submission).select_related("category")
    if not stored:
        return None
    cast_then = {b.category.slug: b.choice for b in stored}
    if cast_then != {category.slug: choice for category, choice in choices.items()}:
        raise SubmissionReused
    return Receipt(stored[0].receipt, stored[0].cast_at, cast_then)
