"""Casting a vote: one transaction, from the lock on the round to the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import RoundNotOpen, hold_open
from award.programme.models import Round
from voting.ballots.domain.pseudonyms import ballot_key, voter_key
from voting.ballots.domain.receipts import leaf, new_receipt
from voting.ballots.models import Ballot

# The conflicting row is locked either way: a voter's second request waits here for the first.
_VOTER = """
    INSERT INTO ballots_voter (round_id, voter_key) VALUES (%(round)s, %(key)s)
    ON CONFLICT (round_id, voter_key) DO UPDATE SET voter_key = EXCLUDED.voter_key
    RETURNING id
"""
# What is no category of the edition joins as NULL, which the table refuses.
_BALLOTS = """
    INSERT INTO ballots_ballot
        (round_id, category_id, voter_id, revision, choice, submission_key, receipt, leaf, cast_at)
    SELECT %(round)s, category.id, %(voter)s,
           (SELECT coalesce(max(b.revision), 0) + 1 FROM ballots_ballot b
            WHERE b.round_id = %(round)s AND b.category_id = category.id
                AND b.voter_id = %(voter)s),
           given.choice, %(submission)s, %(receipt)s, given.leaf, %(at)s
    FROM unnest(%(slugs)s::text[], %(choices)s::text[], %(leaves)s::text[])
         AS given (slug, choice, leaf)
    LEFT JOIN programme_category category
      ON category.slug = given.slug AND category.edition_id = %(edition)s
    ON CONFLICT (round_id, submission_key, category_id) DO NOTHING
"""


class SubmissionReused(Exception):
    """The same form was sent again with another content."""


@dataclass(frozen=True)
class Receipt:
    """What the voter gets: the code, when, and what was cast and its leaf, by category slug."""

    code: str
    cast_at: datetime
    choices: Mapping[str, str]
    leaves: Mapping[str, str]


@again_after_deadlock
@transaction.atomic
def cast(*, round: Round, identity: str, choices: Mapping[str, str], submission: UUID) -> Receipt:
    """Store one ballot a category as the voter's newest; the same submission once.

    `identity` is an e-mail address; `choices`, by category slug, are in the notation of the
    counting core and have been checked (`voting.ballots.domain.choosing`). A vote that was stored
    in time gives its receipt again after closing too. Raises `award.programme.domain.guard.RoundNotOpen`, and
    `SubmissionReused` for another voter or choice under the same key.
    """
    try:
        now = hold_open(round.pk)
    except RoundNotOpen:
        if receipt_of(round, submission):
            return _earlier(round, identity, choices, submission)
        raise
    return store_vote(
        round=round, identity=identity, choices=choices, submission=submission, now=now
    )


def store_vote(
    *, round: Round, identity: str, choices: Mapping[str, str], submission: UUID, now: datetime
) -> Receipt:
    """As `cast`, in the transaction of a caller who holds the round open since `now`."""
    voter = _hold_voter(round, identity)
    receipt = _new_receipt(round, choices, now)
    stored = _store(round, voter, submission, receipt)
    if stored == len(choices):
        return receipt
    if stored:
        raise SubmissionReused
    return _earlier(round, identity, choices, submission)


def receipt_of(round: Round, submission: UUID) -> Receipt | None:
    """The receipt of a submission that lies in the box: until the round is sealed, and no longer."""
    stored = list(Ballot.objects.of_submission(round, ballot_key(round, submission)))
    if not stored:
        return None
    return Receipt(
        code=stored[0].receipt,
        cast_at=stored[0].cast_at,
        choices={b.category.slug: b.choice for b in stored},
        leaves={b.category.slug: b.leaf for b in stored},
    )


def _hold_voter(round: Round, identity: str) -> int:
    """The voter's row, held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_VOTER, {"round": round.pk, "key": voter_key(round, identity)})
        (voter,) = cursor.fetchone()
    return int(voter)


def _new_receipt(round: Round, choices: Mapping[str, str], now: datetime) -> Receipt:
    code = new_receipt()
    leaves = {
        category: leaf(round=round, category=category, receipt=code, choice=choice)
        for category, choice in choices.items()
    }
    return Receipt(code, now, dict(choices), leaves)


def _store(round: Round, voter: int, submission: UUID, receipt: Receipt) -> int:
    """How many ballots were added: fewer than asked for when the submission was used before."""
    values: dict[str, Any] = {
        "round": round.pk,
        "edition": round.edition_id,
        "voter": voter,
        "submission": ballot_key(round, submission),
        "receipt": receipt.code,
        "at": receipt.cast_at,
        "slugs": list(receipt.choices),
        "choices": list(receipt.choices.values()),
        "leaves": list(receipt.leaves.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_BALLOTS, values)
        return int(cursor.rowcount)


def _earlier(round: Round, identity: str, choices: Mapping[str, str], submission: UUID) -> Receipt:
    """The receipt of the same vote, stored before. Raises `SubmissionReused` for another one."""
    found = receipt_of(round, submission)
    if found is None or found.choices != choices or not is_hers(round, identity, submission):
        raise SubmissionReused
    return found


def is_hers(round: Round, identity: str, submission: UUID) -> bool:
    """Whether it was she who cast the submission that is stored."""
    ballots = Ballot.objects.of_submission(round, ballot_key(round, submission))
    return ballots.filter(voter__voter_key=voter_key(round, identity)).exists()
