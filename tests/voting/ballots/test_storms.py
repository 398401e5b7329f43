"""Voters who come all at once, each with a control that shows the test can fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from award.programme.domain.guard import RoundNotOpen, hold_closed
from award.programme.models import Round
from tests.factories import move_round
from tests.voting.ballots.electorate import all_at_once, make_vote, vote_for
from voting.ballots.domain import casting
from voting.ballots.domain.casting import Receipt
from voting.ballots.domain.pseudonyms import voter_key
from voting.ballots.models import Ballot, Voter

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 24
DOUBLE_VOTERS = 200
VOTERS_AT_CLOSING = 40
# Long enough for forty connections on a loaded machine, so that votes come before and after.
CLOSES_IN = timedelta(milliseconds=1500)


def double_votes(round: Round) -> list[Receipt | Exception]:
    """Two hundred voters vote twice at the same time, with two forms."""
    emails = [f"voter{n}@example.org" for n in range(DOUBLE_VOTERS)]
    return all_at_once(
        [
            lambda e=email, c=choice: vote_for(round, c, email=e)
            for email in emails
            for choice in ("anna", "berit")
        ],
        threads=THREADS,
    )


def current_ballots_per_address(round: Round) -> list[int]:
    """How many ballots count for each address that voted."""
    per_key = Counter(Ballot.objects.current(round).values_list("voter__voter_key", flat=True))
    keys = [voter_key(round, f"voter{n}@example.org") for n in range(DOUBLE_VOTERS)]
    return [per_key[key] for key in keys]


def test_two_hundred_double_votes_at_once_count_once_each():
    round = make_vote()

    answers = double_votes(round)

    assert [a for a in answers if isinstance(a, Exception)] == []
    assert current_ballots_per_address(round) == [1] * DOUBLE_VOTERS
    assert Ballot.objects.count() == 2 * DOUBLE_VOTERS
    assert Counter(Ballot.objects.values_list("revision", flat=True)) == {
        1: DOUBLE_VOTERS,
        2: DOUBLE_VOTERS,
    }


@contextmanager
def voters_found_by_a_check(monkeypatch) -> Iterator[None]:
    """The naive way: no unique constraint, and a look before the insert."""
    monkeypatch.setattr(
        casting,
        "_VOTER",
        """
        WITH found AS (
            SELECT id FROM ballots_voter WHERE round_id = %(round)s AND voter_key = %(key)s
        ), made AS (
            INSERT INTO ballots_voter (round_id, voter_key)
            SELECT %(round)s, %(key)s WHERE NOT EXISTS (SELECT 1 FROM found) RETURNING id
        )
        SELECT id FROM found UNION ALL SELECT id FROM made
        """,
    )
    unique = "ADD CONSTRAINT voter_once_in_a_round UNIQUE (round_id, voter_key)"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ballots_voter DROP CONSTRAINT voter_once_in_a_round")
        yield
        with transaction.atomic():
            cursor.execute("SET LOCAL session_replication_role = 'replica'")
            cursor.execute("TRUNCATE ballots_voter CASCADE")
            cursor.execute(f"ALTER TABLE ballots_voter {unique}")


def test_double_votes_would_count_twice_without_the_constraint(monkeypatch):
    round = make_vote()

    with voters_found_by_a_check(monkeypatch):
        answers = double_votes(round)
        counted = current_ballots_per_address(round)

    errors = [a for a in answers if isinstance(a, Exception)]
    assert errors or max(counted) > 1


def test_fifty_of_the_same_submission_at_once_are_one_ballot():
    round, key = make_vote(categories=2), uuid4()
    choices = {"kategori-1": "anna", "kategori-2": "berit"}

    answers = all_at_once(
        [lambda: vote_for(round, "", email="eva@example.org", submission=key, choices=choices)]
        * 50,
        threads=THREADS,
    )

    assert len({repr(a) for a in answers}) == 1
    assert isinstance(answers[0], Receipt)
    assert (Ballot.objects.count(), Voter.objects.count()) == (2, 1)


def vote_until_closed(round: Round) -> list[Receipt]:
    """One impatient person after another, until the vote is closed; what was acknowledged."""
    acknowledged = []
    while True:
        try:
            acknowledged.append(vote_for(round, "anna"))
        except RoundNotOpen as refusal:
            assert refusal.when == "late"
            return acknowledged


def tally_at_closing(round: Round) -> set[str]:
    """Close the round as soon as it can be closed, and look in the box then and there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [round.closes_at])
    with transaction.atomic():
        hold_closed(round.pk)
        return set(Ballot.objects.current(round).values_list("receipt", flat=True))


def close_amid_voters(closes_in: timedelta) -> tuple[set[str], set[str], datetime]:
    """What was acknowledged, what the tally at closing saw, and when the last vote was cast.

    A machine that is too busy for a single vote in that time gets twice as much.
    """
    round = move_round(make_vote(), closes_in=closes_in)
    answers = all_at_once(
        [
            lambda: tally_at_closing(round),
            *[lambda: vote_until_closed(round)] * VOTERS_AT_CLOSING,
        ],
        threads=VOTERS_AT_CLOSING + 1,
    )
    tally, *votes = answers
    receipts = [receipt for mine in votes for receipt in mine]
    if not receipts:
        return close_amid_voters(closes_in * 2)
    last = max(Ballot.objects.filter(round=round).values_list("cast_at", flat=True))
    assert last < round.closes_at
    return {r.code for r in receipts}, tally, last


@pytest.mark.parametrize("turn", range(10))
def test_forty_voters_around_the_deadline_are_all_in_the_tally_or_refused(turn):
    acknowledged, tally, _ = close_amid_voters(CLOSES_IN)

    assert len(acknowledged) > 0
    assert acknowledged == tally


def test_votes_would_miss_the_tally_without_the_guard(monkeypatch):
    """The naive check reads the clock without a lock: what it lets in may come after the tally."""

    def look_only(round_id: int) -> datetime:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT opens_at, closes_at, clock_timestamp() FROM programme_round WHERE id = %s",
                [round_id],
            )
            opens_at, closes_at, now = cursor.fetchone()
        if not opens_at <= now < closes_at:
            raise RoundNotOpen(now=now, opens_at=opens_at, closes_at=closes_at)
        return now

    monkeypatch.setattr(casting, "hold_open", look_only)
    lost: set[str] = set()
    for _ in range(30):
        acknowledged, tally, _ = close_amid_voters(CLOSES_IN)
        lost |= acknowledged - tally
        if lost:
            break

    assert lost
