from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from award.log.models import LogEntry
from award.programme.domain.guard import RoundNotOpen
from tests.factories import shift_edition
from tests.voting.ballots.electorate import CATEGORY, first_category, make_vote, vote_for
from voting.ballots.domain.casting import SubmissionReused, cast, receipt_of
from voting.ballots.domain.receipts import leaf
from voting.ballots.models import Ballot, RoundPepper, Voter, collapsed

pytestmark = pytest.mark.django_db


def test_vote_is_stored_as_the_receipt_says():
    round = make_vote()

    receipt = vote_for(round, "anna")

    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.revision, ballot.receipt) == ("anna", 1, receipt.code)
    assert (ballot.cast_at, {CATEGORY: ballot.leaf}) == (receipt.cast_at, receipt.leaves)
    assert ballot.leaf == leaf(round=round, category=CATEGORY, receipt=receipt.code, choice="anna")
    assert round.contains(ballot.cast_at)


def test_vote_leaves_nothing_of_the_voter_but_a_keyed_hash():
    round = make_vote()

    vote_for(round, "anna", email="eva@example.org")

    voter = Voter.objects.get()
    assert len(voter.voter_key) == 64
    assert bytes(RoundPepper.objects.get(round=round).pepper).hex() not in voter.voter_key


def test_vote_writes_nothing_in_the_log():
    round = make_vote()
    before = LogEntry.objects.count()

    vote_for(round, "anna")

    assert LogEntry.objects.count() == before


def test_vote_again_is_a_new_revision_and_the_last_counts():
    round = make_vote()

    vote_for(round, "anna", email="eva@example.org")
    vote_for(round, "berit", email="Eva@EXAMPLE.org ")

    assert list(Ballot.objects.order_by("revision").values_list("revision", "choice")) == [
        (1, "anna"),
        (2, "berit"),
    ]
    assert [b.choice for b in Ballot.objects.current(round)] == ["berit"]
    assert list(collapsed(round, first_category(round))) == [("berit", 1)]


def test_vote_again_replaces_every_category_also_with_blank():
    round = make_vote(categories=2)
    both = {"kategori-1": "anna", "kategori-2": "berit"}

    vote_for(round, "", email="eva@example.org", choices=both)
    vote_for(round, "", email="eva@example.org", choices=both | {"kategori-2": ""})

    current = Ballot.objects.current(round).order_by("category__position")
    assert [(b.choice, b.revision) for b in current] == [("anna", 2), ("", 2)]


def test_same_submission_gives_the_same_receipt():
    round, key = make_vote(), uuid4()

    first = vote_for(round, "anna", email="eva@example.org", submission=key)
    again = vote_for(round, "anna", email="eva@example.org", submission=key)

    assert again == first == receipt_of(round, key)
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"choice": "berit"}, {"email": "maja@example.org"}], ids=["choice", "voter"]
)
def test_same_submission_with_another_content_is_refused(other):
    round, key = make_vote(), uuid4()
    vote = {"choice": "anna", "email": "eva@example.org", "submission": key}
    vote_for(round, **vote)

    with pytest.raises(SubmissionReused):
        vote_for(round, **vote | other)

    assert [b.choice for b in Ballot.objects.all()] == ["anna"]


def test_same_submission_with_one_category_more_is_refused_whole():
    round, key = make_vote(categories=2), uuid4()
    vote_for(round, "anna", email="eva@example.org", submission=key)
    more = {"kategori-1": "anna", "kategori-2": "anna"}

    with pytest.raises(SubmissionReused):
        vote_for(round, "", email="eva@example.org", submission=key, choices=more)

    assert Ballot.objects.count() == 1


def test_same_submission_after_closing_gives_the_receipt_of_the_vote_in_time():
    round, key = make_vote(), uuid4()
    first = vote_for(round, "anna", email="eva@example.org", submission=key)
    shift_edition(round.edition, by=round.opens_at - round.closes_at)

    again = vote_for(round, "anna", email="eva@example.org", submission=key)

    assert again == first


@pytest.mark.parametrize(("phase", "when"), [("jury", "early"), ("counting", "late")])
def test_vote_outside_the_window_is_refused(phase, when):
    round = make_vote(phase)

    with pytest.raises(RoundNotOpen) as refusal:
        vote_for(round, "anna")

    assert refusal.value.when == when
    assert Ballot.objects.count() == Voter.objects.count() == 0


def test_vote_in_a_category_of_nobody_is_refused_whole():
    round = make_vote()

    with pytest.raises(IntegrityError), transaction.atomic():
        vote_for(round, "", choices={CATEGORY: "anna", "other": "anna"})

    assert Ballot.objects.count() == 0


def test_same_address_in_two_rounds_has_unlike_keys():
    one, other = make_vote(), make_vote()

    vote_for(one, "anna", email="eva@example.org")
    vote_for(other, "anna", email="eva@example.org")

    assert len({v.voter_key for v in Voter.objects.all()}) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ballots_ballot SET choice = 'berit'",
        "DELETE FROM ballots_ballot",
        "TRUNCATE ballots_ballot",
    ],
)
def test_database_refuses_to_change_a_ballot(statement):
    round = make_vote()
    vote_for(round, "anna")
    connection.check_constraints()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert [b.choice for b in Ballot.objects.all()] == ["anna"]


def test_collapsed_adds_up_current_ballots_without_blank_ones():
    round = make_vote(categories=2)
    for choice in ("berit", "anna", "berit", ""):
        vote_for(round, "", choices={"kategori-1": choice, "kategori-2": "cecilia"})
    vote_for(make_vote(), "anna")

    counted = {c.slug: list(collapsed(round, c)) for c in round.edition.categories.all()}

    assert counted == {
        "kategori-1": [("anna", 1), ("berit", 2)],
        "kategori-2": [("cecilia", 4)],
    }


def test_cast_asks_the_database_no_more_than_it_must(django_assert_num_queries):
    round = make_vote(categories=2)
    vote_for(round, "anna")
    choices = {"kategori-1": "anna", "kategori-2": "berit"}

    with django_assert_num_queries(6):  # savepoint and release among them
        cast(round=round, identity="eva@example.org", choices=choices, submission=uuid4())
