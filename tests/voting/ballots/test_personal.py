"""Of voters something is held only while a code is waited for; what was cast leads to nobody."""

from uuid import uuid4

import pytest

from award.people.domain.personal.erasing import erase
from award.people.domain.personal.finding import find, held
from award.people.domain.personal.reach import reach_of
from award.people.domain.personal.sources import source_of
from award.people.domain.personal.wanted import Wanted
from tests.factories import make_role
from tests.voting.ballots.browsing import EVA
from tests.voting.ballots.electorate import CATEGORY, make_vote, vote_for
from voting.ballots.domain.personal import unconfirmed_kept
from voting.ballots.domain.requesting import request_vote
from voting.ballots.models import Ballot, PendingVote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


def reach(round):
    owner = make_role(round.edition, "owner")
    return reach_of(owner, round.edition.award.organisation)


def waiting(round):
    return [f.holding for f in find(Wanted(EVA), reach(round)) if f.holding.source == "voting"]


def test_a_vote_that_waits_is_found_by_its_address_and_erased():
    round = make_vote()
    request_vote(round=round, email=EVA, choices={CATEGORY: "anna"}, submission=uuid4())
    there = reach(round)

    found = waiting(round)
    outcome = erase(held([found[0].reference], there), by=there.reader, reason="asked")

    assert [holding.addresses for holding in found] == [(EVA,)]
    assert outcome.is_whole
    assert not PendingVote.objects.exists()


def test_what_was_chosen_is_shown_to_nobody():
    round = make_vote()
    request_vote(round=round, email=EVA, choices={CATEGORY: "anna"}, submission=uuid4())

    known = held([waiting(round)[0].reference], reach(round))

    (pending,) = (each for each in known if each.source == "voting")
    assert set(source_of("voting").contents(pending)) == {"address", "code_sent"}


def test_a_vote_that_was_cast_is_not_found_and_stays():
    round = make_vote()
    vote_for(round, "anna", email=EVA)

    assert waiting(round) == []
    assert Ballot.objects.count() == 1


def test_the_hour_is_said_once():
    assert unconfirmed_kept() == "i 1 timme"
