"""One more day: what an extension moves along, and until when two may decide on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from award.people.domain.acts import ActLapsed
from award.people.domain.two_persons import approve
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Seal
from award.rules.domain.books import rules_in_force, with_windows
from award.rules.domain.document import RulesError, Window
from award.rules.domain.extending import moved_along, with_followers
from award.rules.domain.proposing import propose_rules
from award.rules.domain.round_states import RoundState, round_states
from tests.award.rules.changes import change, longer, played, until, wait
from tests.factories import DAY, get_round, make_edition, make_organiser

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seal(edition: Edition, kind: str) -> None:
    Seal.objects.create(
        round=get_round(edition, kind), at=edition_now(edition), sha256=kind.ljust(64, "0")
    )


def test_an_extension_that_runs_into_the_next_round_moves_its_opening():
    rules = rules_in_force(make_edition("jury"))
    wished = longer(rules, "jury", 2 * DAY)

    becomes = with_followers(rules, wished)

    assert becomes.vote.window.opens_at == wished.jury.window.closes_at + rules.jury.grace
    assert becomes.vote.window.closes_at == rules.vote.window.closes_at
    assert becomes.announce_at == rules.announce_at
    assert [(m.before, m.after) for m in moved_along(wished, becomes)] == [
        (rules.vote.window.opens_at, becomes.vote.window.opens_at)
    ]


def test_a_round_that_is_pushed_stays_open_for_a_day_and_pushes_on():
    rules = rules_in_force(make_edition("jury"))

    becomes = with_followers(rules, longer(rules, "jury", 30 * DAY))

    vote = becomes.vote.window
    assert vote.closes_at - vote.opens_at == DAY
    assert becomes.announce_at == vote.closes_at


def test_without_a_longer_round_nothing_is_moved():
    rules = rules_in_force(make_edition("before"))
    windows = rules.windows() | {
        "vote": Window(rules.jury.window.opens_at, rules.vote.window.closes_at)
    }
    wrong = with_windows(rules, windows, announce_at=rules.announce_at)

    assert with_followers(rules, wrong) == wrong


def test_two_people_give_the_jury_more_time_and_the_vote_opens_later():
    edition = make_edition("jury")
    rules = rules_in_force(edition)

    change(edition, with_followers(rules, longer(rules, "jury", 2 * DAY)))

    jury, vote = get_round(edition, "jury"), get_round(edition, "vote")
    assert jury.closes_at == rules.jury.window.closes_at + 2 * DAY
    assert vote.opens_at == jury.closes_at + rules.jury.grace


def test_a_round_that_is_open_already_is_not_pushed():
    edition = played(rules=None)
    until(edition, "vote", "opens_at")
    rules = rules_in_force(edition)

    with pytest.raises(RulesError, match=r"jury\.closes_at"):
        propose_rules(
            edition, longer(rules, "jury", 2 * DAY), by=make_organiser(edition), reason="x"
        )


def test_in_the_grace_two_people_open_the_jury_again():
    edition = played()
    until(edition, "jury", "closes_at")
    rules = rules_in_force(edition)

    change(edition, with_followers(rules, longer(rules, "jury", 2 * DAY)))

    assert (
        round_states(edition, rules_in_force(edition), now=edition_now(edition))["jury"]
        == RoundState.REOPENED
    )


@pytest.mark.parametrize("kind", ["nomination", "jury", "vote"])
def test_when_the_seal_is_due_nothing_is_extended(kind):
    edition = played()
    until(edition, kind, "closes_at", after=timedelta(hours=24))
    rules = rules_in_force(edition)

    with pytest.raises(RulesError, match=rf"{kind}\.closes_at"):
        propose_rules(edition, longer(rules, kind, 9 * DAY), by=make_organiser(edition), reason="x")


def test_a_proposal_that_waits_over_the_seal_is_judged_again():
    """Seen: a vote was sealed with one ballot, and extended fifty seconds later."""
    edition = played()
    until(edition, "vote", "opens_at")
    rules = rules_in_force(edition)
    proposal = propose_rules(
        edition, longer(rules, "vote", DAY), by=make_organiser(edition), reason="Fler hinner."
    )
    until(edition, "vote", "closes_at", after=timedelta(seconds=50))
    seal(edition, "vote")

    with pytest.raises(ActLapsed):
        approve(proposal, by=make_organiser(edition))

    proposal.refresh_from_db()
    assert (proposal.state, rules_in_force(edition)) == ("lapsed", rules)
    assert get_round(edition, "vote").closes_at == rules.vote.window.closes_at


def test_a_proposal_to_open_a_round_at_a_time_that_has_come_lapses():
    edition = played()
    until(edition, "nomination", "opens_at")
    rules = rules_in_force(edition)
    earlier = Window(rules.jury.window.opens_at - 20 * HOUR, rules.jury.window.closes_at)
    proposal = propose_rules(
        edition,
        with_windows(rules, {"jury": earlier}, announce_at=rules.announce_at),
        by=make_organiser(edition),
        reason="Juryn vill börja.",
    )
    wait(edition, earlier.opens_at + HOUR - edition_now(edition))

    with pytest.raises(ActLapsed):
        approve(proposal, by=make_organiser(edition))
