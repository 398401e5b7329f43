"""Whoever serves goes round no guard by what her statement says, and no erasing is without a trace."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from award.log.domain.recording import record
from award.log.models import Erasure
from award.people.models import Proposal
from award.programme.models import Seal
from nominations.models import Candidate
from tests.factories import get_round, make_edition, make_organiser
from tests.voting.ballots.electorate import make_vote, vote_for
from tests.voting.results.playing import close_vote
from voting.ballots.models import Ballot, Voter
from voting.results.domain.settling import settle

pytestmark = pytest.mark.django_db


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def guarded():
    """A table that only `erase_kept` may delete from, and somebody who may delete but does not own it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TABLE kept (n int);
            INSERT INTO kept VALUES (1);
            CREATE TRIGGER append_only BEFORE DELETE ON kept
                FOR EACH ROW EXECUTE FUNCTION forebild_append_only('erase_kept');
            CREATE FUNCTION erase_kept() RETURNS void LANGUAGE plpgsql AS 'BEGIN DELETE FROM kept; END';
            """
        )


def test_a_name_in_a_comment_opens_nothing(guarded):
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM kept /* erase_kept( */")


def test_what_is_erased_leaves_a_line_of_it():
    entry = record("thing.made", actor="system", object="thing:1", after={"name": "Anna"})

    run(f"SELECT forebild_erase_log_payload({entry.seq})")
    run(f"SELECT forebild_erase_log_payload({entry.seq})")

    assert [(e.table, e.row) for e in Erasure.objects.all()] == [("log_logpayload", str(entry.seq))]
    with pytest.raises(DatabaseError, match="append-only"):
        run("DELETE FROM log_erasure")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE nominations_candidate SET slug = slug || '-2'",
        "UPDATE nominations_candidate SET alias = 'kaaaaaaaa' WHERE slug = 'anna'",
    ],
)
def test_whom_a_ballot_names_stands_once_the_vote_has_opened(sql):
    make_vote()

    with pytest.raises(DatabaseError, match="whom a ballot names stands"):
        run(sql)


def test_before_the_vote_a_slug_may_follow_a_name():
    make_vote("jury")

    run("UPDATE nominations_candidate SET slug = slug || '-2'")

    assert Candidate.objects.filter(slug="anna-2").exists()


def test_no_ballot_is_added_to_a_sealed_round():
    round = make_vote(kinds=("vote",))
    vote_for(round, "anna")
    close_vote(round.edition)
    settle(round.edition)
    Voter.objects.create(round=round, voter_key="0" * 64)

    with pytest.raises(DatabaseError, match="the round is sealed"):
        run(
            "INSERT INTO ballots_ballot (round_id, category_id, voter_id, revision, choice, submission_key,"
            " receipt, leaf, cast_at) SELECT v.round_id, c.id, v.id, 2, 'berit',"
            " gen_random_uuid(), 'x', repeat('0', 64), now() FROM ballots_voter v, programme_category c"
        )
    assert not Ballot.objects.exists()


def test_a_voter_stays_in_the_round_that_she_voted_in():
    one, other = make_vote(), make_vote()
    vote_for(one, "anna")

    with pytest.raises(DatabaseError, match="stays in the round"):
        Voter.objects.filter(round=one).update(round=other)


def test_a_round_that_is_not_over_is_not_sealed():
    edition = make_edition("vote")

    with pytest.raises(DatabaseError, match="is not over"), transaction.atomic():
        Seal.objects.create(round=get_round(edition, "vote"), at=timezone.now(), sha256="0" * 64)


def test_a_proposal_is_made_waiting():
    edition = make_edition("vote")
    one, other = make_organiser(edition), make_organiser(edition)

    with pytest.raises(DatabaseError, match="decided once"), transaction.atomic():
        Proposal.objects.create(
            edition=edition,
            organisation=edition.award.organisation,
            kind="rules.change",
            words={},
            reason="x",
            proposed_by=one,
            proposed_at=timezone.now(),
            senior_before=timezone.now(),
            state=Proposal.State.APPROVED,
            decided_by=other,
            decided_at=timezone.now(),
        )
