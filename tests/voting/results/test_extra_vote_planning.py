"""When an extra vote may be and who may stand: judged when it is proposed, and when it is approved."""

from datetime import timedelta

import pytest

from award.people.domain.acts import ActLapsed, ActRefused
from award.people.domain.two_persons import approve
from award.people.models import Proposal
from award.programme.models import Round
from nominations.domain.answering import decline_candidacy
from tests.passing import let_pass
from tests.voting.results.deciding import decided, two_of
from tests.voting.results.extra import (
    DAY,
    HOUR,
    decide_extra,
    jury_alone_undecided,
    nobody_voted,
    plan_for,
    propose_extra,
    tied_and_made_up,
)
from tests.voting.results.playing import newest
from voting.results.domain.extra_planning import LATEST, LEAST_OPEN, Plan, plan_of
from voting.results.domain.lapsing import lapse_impossible
from voting.results.domain.questions import AGAIN, WITHHOLD, questions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"opens_in": -HOUR}, "har passerat"),
        ({"closes_in": LEAST_OPEN - timedelta(minutes=1)}, "minst 1 timme"),
        ({"closes_in": -DAY}, "minst 1 timme"),
        ({"opens_in": 2 * DAY, "closes_in": DAY}, "minst 1 timme"),
        ({"closes_in": LATEST + HOUR}, "inom 60 dagar"),
    ],
)
def test_times_that_do_not_fit_are_refused(tied, options, why):
    with pytest.raises(ActRefused, match=why):
        propose_extra(tied, plan_for(tied, **options))


@pytest.mark.parametrize("slugs", [("anna",), ("anna", "anna")])
def test_one_alone_is_no_choice(tied, slugs):
    with pytest.raises(ActRefused, match="minst 2"):
        propose_extra(tied, plan_for(tied, *slugs))


def test_nobody_stands_who_was_no_finalist(tied):
    plan = plan_for(tied)

    with pytest.raises(ActRefused, match="bland kategorins finalister"):
        propose_extra(tied, Plan(None, plan.closes_at, (*plan.stands, "kstranger")))


def test_nobody_stands_who_has_left(tied):
    decline_candidacy(tied.candidates.get(slug="anna"))

    with pytest.raises(ActLapsed):
        propose_extra(tied)


def test_who_leaves_before_the_second_says_yes_ends_the_proposal(tied):
    one, other = two_of(tied)
    proposal = propose_extra(tied, by=one)
    decline_candidacy(tied.candidates.get(slug="anna"))

    with pytest.raises(ActLapsed, match="inte längre med"):
        approve(proposal, by=other)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.LAPSED
    assert not Round.objects.filter(edition=tied).extra_votes().exists()


@pytest.fixture
def made_up():
    return tied_and_made_up()


def test_times_that_passed_before_the_second_says_yes_end_the_proposal(made_up):
    one, other = two_of(made_up)
    proposal = propose_extra(made_up, plan_for(made_up, opens_in=HOUR), by=one)
    let_pass(made_up, 2 * HOUR)

    with pytest.raises(ActLapsed, match="har passerat"):
        approve(proposal, by=other)


def test_what_opens_at_once_opens_at_the_decision_and_needs_its_hour_then(made_up):
    one, other = two_of(made_up)
    late = propose_extra(made_up, plan_for(made_up, closes_in=3 * HOUR), by=one)
    let_pass(made_up, HOUR)

    approve(late, by=other)

    round = Round.objects.filter(edition=made_up).extra_votes().get()
    late.refresh_from_db()
    assert round.opens_at == late.decided_at
    assert round.closes_at == plan_of(late.payload).closes_at


def test_proposal_that_can_never_be_done_ends_by_itself(made_up):
    proposal = propose_extra(made_up, plan_for(made_up, opens_in=HOUR))
    let_pass(made_up, 2 * HOUR)

    assert lapse_impossible() == 1

    proposal.refresh_from_db()
    assert "har passerat" in proposal.outcome


def test_two_extra_votes_come_one_after_the_other():
    edition = nobody_voted()
    decide_extra(edition, plan_for(edition, opens_in=DAY, closes_in=3 * DAY))

    with pytest.raises(ActRefused, match="Extra omröstning: Kategori 1"):
        propose_extra(
            edition,
            plan_for(edition, opens_in=2 * DAY, closes_in=4 * DAY),
            category="kategori-2",
        )
    after = decide_extra(
        edition, plan_for(edition, opens_in=3 * DAY, closes_in=4 * DAY), category="kategori-2"
    )

    assert after.supplements.slug == "kategori-2"
    assert questions(newest(edition)) == []


def test_award_without_a_vote_has_its_jurys_meeting():
    edition = jury_alone_undecided()

    (question,) = questions(newest(edition))

    assert AGAIN not in question.acts
    with pytest.raises(ActLapsed):
        propose_extra(edition)


def test_category_with_one_left_to_choose_from_gets_no_extra_vote(tied):
    for slug in ("anna", "cecilia"):
        decline_candidacy(tied.candidates.get(slug=slug))

    (question,) = questions(newest(tied))

    assert AGAIN not in question.acts


def test_withheld_prize_gets_no_extra_vote(tied):
    decided(tied, WITHHOLD)

    with pytest.raises(ActLapsed):
        propose_extra(tied)


def test_public_words_tell_when_and_not_who(tied):
    proposal = propose_extra(tied)

    assert "Anna" not in str(proposal.words)
    assert "stänger" in proposal.words["sv"][1]
    assert "closes" in proposal.words["en"][1]


def test_decision_on_a_category_that_was_decided_since_lapses():
    edition = nobody_voted()
    one, other = two_of(edition)
    proposal = propose_extra(edition, by=one)
    decided(edition, WITHHOLD)

    with pytest.raises(ActLapsed, match="ändrats"):
        approve(proposal, by=other)


def test_one_extra_vote_waits_for_the_other_to_end():
    edition = nobody_voted()
    one, other = two_of(edition)
    proposal = propose_extra(edition, by=one)
    decide_extra(edition, category="kategori-2")

    with pytest.raises(ActRefused, match="Välj en tid när den är slut"):
        approve(proposal, by=other)
