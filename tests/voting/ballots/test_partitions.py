"""Sixteen parts, each as unchangeable as the whole; whoever votes touches one of them."""

import re
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.voting.ballots.browsing import EVA, code_mailed_to
from tests.voting.ballots.electorate import CATEGORY, first_category, make_vote, vote_for
from voting.ballots.domain.confirming import confirm_vote
from voting.ballots.domain.receipts import leaves, seal_leaves, state_of
from voting.ballots.domain.requesting import request_vote
from voting.ballots.models import Ballot, collapsed
from voting.ballots.models.ballot import COLLAPSED
from voting.ballots.partitions import PARTS, part_names

pytestmark = pytest.mark.django_db
NAMES = part_names("ballots_ballot")
# A round number that lies in each part: its ballot is stored without the keys to other tables.
IN_PART = """
    SELECT number FROM generate_series(1, 5000) AS number
    WHERE satisfies_hash_partition('ballots_ballot'::regclass, %s, %s, number::bigint) LIMIT 1
"""
ADD = """
    INSERT INTO ballots_ballot (round_id, category_id, voter_id, revision, choice, submission_key,
                                receipt, leaf, cast_at)
    VALUES (%s, 1, 1, 1, 'anna', gen_random_uuid(), 'r', 'l', now())
"""


def ask(statement: str, values: list[object] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def parts_in_plan(statement: str) -> set[str]:
    """The parts that the database would touch: those that stand in its plan."""
    plan = "\n".join(line for (line,) in ask(f"EXPLAIN {statement}"))
    return set(re.findall(r"ballots_ballot_\d\d", plan))


@pytest.fixture
def crowded():
    """A vote beside others, so that there is something else to touch."""
    rounds = [make_vote(year=year) for year in range(2027, 2032)]
    for round in rounds:
        vote_for(round, "anna")
    return rounds[0]


def test_ballots_lie_in_sixteen_parts_by_the_round():
    found = ask(
        "SELECT relid::regclass::text FROM pg_partition_tree('ballots_ballot') WHERE isleaf"
    )
    key = ask("SELECT pg_get_partkeydef('ballots_ballot'::regclass)")

    assert PARTS == 16
    assert sorted(name for (name,) in found) == NAMES
    assert key == [("HASH (round_id)",)]


@pytest.mark.parametrize("number", range(16))
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET choice = 'berit'", "DELETE FROM {}", "TRUNCATE {}"],
    ids=["update", "delete", "truncate"],
)
def test_database_refuses_to_change_a_part_by_itself(number, statement):
    with transaction.atomic():
        ask("SET LOCAL session_replication_role = 'replica'")
        ask(ADD, ask(IN_PART, [PARTS, number])[0])
        ask("SET LOCAL session_replication_role = 'origin'")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ask(statement.format(NAMES[number]))

    assert ask(f"SELECT choice FROM {NAMES[number]}") == [("anna",)]


def test_every_statement_of_a_vote_touches_one_part(crowded):
    with CaptureQueriesContext(connection) as asked:
        pending = request_vote(
            round=crowded, email=EVA, choices={CATEGORY: "anna"}, submission=uuid4()
        )
        confirm_vote(pending, code_mailed_to(EVA))
        confirm_vote(pending, "000000")  # done already: the same receipt

    touched = [parts_in_plan(q["sql"]) for q in asked if "ballots_ballot" in q["sql"]]
    assert len(touched) >= 2
    assert all(len(parts) == 1 for parts in touched), touched


def test_reading_a_round_touches_one_part(crowded):
    receipt = Ballot.objects.filter(round=crowded).get().receipt

    with CaptureQueriesContext(connection) as asked:
        state = state_of(receipt, crowded)
        seal_leaves(crowded)
        found = leaves(crowded)
        mine = list(Ballot.objects.of_submission(crowded, uuid4()))

    touched = [parts_in_plan(q["sql"]) for q in asked if "ballots_ballot" in q["sql"]]
    assert (state, len(found), mine) == ("stored", 1, [])
    assert {len(parts) for parts in touched} == {1}


def test_counting_a_round_touches_one_part(crowded):
    """Read through a cursor, so its statement is looked at apart from its use."""

    category = first_category(crowded)
    parts = parts_in_plan(COLLAPSED % (crowded.pk, category.pk))

    assert len(parts) == 1
    assert list(collapsed(crowded, category)) == [("anna", 1)]


def test_same_form_is_stored_once_in_its_round():
    round, key = make_vote(), uuid4()
    vote_for(round, "anna", email=EVA, submission=key)
    vote_for(round, "anna", email=EVA, submission=key)

    assert Ballot.objects.filter(round=round).count() == 1
