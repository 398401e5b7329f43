"""A proposal about a result ends when what it proposes can never be done any more."""

import pytest

from award.mail.domain.ticking import tick
from award.people.domain.two_persons import ActRefused, approve
from nominations.domain.answering import decline_candidacy
from tests.voting.results.deciding import proposed, two_of
from tests.voting.results.playing import counted, newest
from voting.results.domain.proposals import questions_told
from voting.results.domain.questions import CORRECT, MEETING, RUNNER_UP

pytestmark = pytest.mark.django_db
BALLOTS = {"anna": 3, "berit": 2, "cecilia": 1}


@pytest.fixture
def edition():
    """Anna has won and left, and Berit is placed next."""
    found = counted("single", BALLOTS, winner_withdraws="runner_up")
    leave(found, "anna")
    return found


def leave(edition, slug):
    decline_candidacy(edition.candidates.get(slug=slug))


def test_proposed_runner_up_who_leaves_lets_the_proposal_lapse(edition):
    one, other = two_of(edition)
    waiting = proposed(edition, RUNNER_UP, by=one, slugs=["berit"])
    leave(edition, "berit")

    with pytest.raises(ActRefused):
        approve(waiting, by=other)

    waiting.refresh_from_db()
    assert waiting.state == "lapsed"


def test_clockwork_lapses_it_and_the_desk_asks_again(edition):
    one, other = two_of(edition)
    waiting = proposed(edition, RUNNER_UP, by=one, slugs=["berit"])
    leave(edition, "berit")

    tick()

    waiting.refresh_from_db()
    assert (waiting.state, bool(waiting.outcome)) == ("lapsed", True)
    assert [told.question.acts for told in questions_told(newest(edition))] == [(RUNNER_UP,)]
    approve(proposed(edition, RUNNER_UP, by=one, slugs=["cecilia"]), by=other)
    assert newest(edition).version == 2


def test_clockwork_lapses_what_is_about_a_category_as_it_was():
    edition = counted("single", {"anna": 2, "berit": 2}, ties=("first_places",))
    one, other = two_of(edition)
    older = proposed(edition, MEETING, by=one, slugs=["anna"], minutes="Vi sågs.")
    approve(proposed(edition, CORRECT, by=one, slugs=["anna"]), by=other)

    tick()

    older.refresh_from_db()
    assert older.state == "lapsed"


def test_clockwork_leaves_what_can_be_done(edition):
    waiting = proposed(edition, RUNNER_UP, by=two_of(edition)[0], slugs=["berit"])

    tick()

    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_wrong_runner_up_is_refused_from_the_start(edition):
    with pytest.raises(ActRefused, match="närmast efter"):
        proposed(edition, RUNNER_UP, by=two_of(edition)[0], slugs=["cecilia"])
