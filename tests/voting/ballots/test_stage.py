import pytest

from award.programme.domain.calendar import calendar
from tests.factories import make_edition
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.panel import VotePanel
from voting.ballots.stage import VoteStage

pytestmark = pytest.mark.django_db


def test_figures_count_voters_and_changes_and_nothing_else(en):
    round = make_vote(categories=2)
    both = {"kategori-1": "anna", "kategori-2": "berit"}
    for email in ("eva@example.org", "eva@example.org", "maja@example.org"):
        vote_for(round, "", email=email, choices=both)
    vote_for(make_vote(), "anna")

    figures = VotePanel().figures(round.edition)

    assert [(f.label, f.value) for f in figures] == [
        ("Voters", "2"),
        ("Times a vote was changed", "1"),
    ]


def test_action_is_to_vote_while_the_vote_is_open(en):
    edition = make_vote().edition

    action = VoteStage().action(edition, calendar(edition))

    assert (action.label, action.url.endswith("/rosta/")) == ("Vote", True)
    assert action.note.startswith("The vote closes on ")


@pytest.mark.parametrize("phase", ["before", "nomination", "jury", "counting", "announced"])
def test_there_is_no_action_outside_the_vote(phase):
    edition = make_vote(phase).edition

    assert VoteStage().action(edition, calendar(edition)) is None


@pytest.mark.parametrize(
    ("phase", "shown"), [("jury", 0), ("vote", 1), ("counting", 1), ("announced", 0)]
)
def test_finalists_stand_on_the_front_page_from_the_vote_to_the_announcement(phase, shown):
    edition = make_vote(phase).edition

    assert len(VoteStage().sections(edition, calendar(edition))) == shown


def test_edition_without_a_vote_says_nothing_of_one():
    edition = make_edition("nomination", kinds=("nomination",))
    stage = VoteStage()

    assert stage.action(edition, calendar(edition)) is None
    assert stage.sections(edition, calendar(edition)) == ()
