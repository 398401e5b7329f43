"""One more day: what an extension moves along, who may do it, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from award.people.domain.acts import ActLapsed, ActRefused
from award.people.domain.two_persons import OutsideWitness, approve, take_effect_due
from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Seal
from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.document import RulesError, Window
from award.rules.domain.extending import (
    extend_alone,
    extendable_alone,
    moved_along,
    with_followers,
)
from award.rules.domain.proposing import propose_rules
from award.rules.domain.round_states import RoundState, round_states
from tests.award.rules.changes import change, longer, played, until, with_windows
from tests.factories import DAY, get_round, make_edition, make_organiser, make_role
from tests.passing import let_pass

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seal(edition: Edition, kind: str) -> None:
    Seal.objects.create(
        round=get_round(edition, kind), at=edition_now(edition), sha256=kind.ljust(64, "0")
    )


def alone(edition: Edition, kind: str, by: timedelta, *, person=None) -> Proposal:
    closes_at = rules_in_force(edition).windows()[kind].closes_at
    return extend_alone(
        edition,
        round=kind,
        until=closes_at + by,
        by=person or make_organiser(edition),
        reason="Strömavbrott i hela länet.",
    )


@pytest.mark.parametrize("by", [timedelta(0), -HOUR])
def test_an_extension_by_nothing_is_refused_and_does_not_use_up_the_one(by):
    edition = make_edition("jury")
    version = rule_book_in_force(edition).version

    with pytest.raises(ActRefused):
        alone(edition, "jury", by)
    alone(edition, "jury", DAY)

    assert rule_book_in_force(edition).version == version + 1


# What moves along


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


# The jury's grace


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
    let_pass(edition, earlier.opens_at + HOUR - edition_now(edition))

    with pytest.raises(ActLapsed):
        approve(proposal, by=make_organiser(edition))


# One organiser alone


@pytest.mark.parametrize("phase", ["nomination", "jury", "vote"])
def test_one_organiser_makes_an_open_round_longer(phase):
    edition = make_edition(phase)
    before = rules_in_force(edition).windows()[phase].closes_at

    proposal = alone(edition, phase, timedelta(days=7))

    book = rule_book_in_force(edition)
    assert get_round(edition, phase).closes_at == before + 7 * DAY
    assert (book.proposal, book.extends, book.reason) == (
        proposal, phase, "Strömavbrott i hela länet.",
    )  # fmt: skip


def test_alone_it_is_seven_days_and_no_more():
    edition = make_edition("vote")

    with pytest.raises(ActRefused):
        alone(edition, "vote", timedelta(days=7, seconds=1))

    assert rule_book_in_force(edition).version == 1


def test_alone_it_is_once_for_a_round_whoever_asks():
    edition = make_edition("vote")
    alone(edition, "vote", DAY)

    with pytest.raises(ActRefused):
        alone(edition, "vote", DAY)

    assert extendable_alone(edition, now=edition_now(edition)) == {}


@pytest.mark.parametrize(("phase", "kind"), [("nomination", "jury"), ("vote", "jury")])
def test_alone_only_a_round_that_is_open_is_made_longer(phase, kind):
    edition = make_edition(phase)

    with pytest.raises(ActRefused):
        alone(edition, kind, DAY)


def test_in_the_grace_one_alone_does_nothing():
    edition = played()
    until(edition, "jury", "closes_at")

    with pytest.raises(ActRefused):
        alone(edition, "jury", DAY)


def test_alone_a_round_is_not_made_shorter():
    edition = make_edition("vote")

    with pytest.raises(ActRefused):
        alone(edition, "vote", -HOUR)


def test_a_reader_extends_nothing():
    edition = make_edition("vote")

    with pytest.raises(ActRefused):
        alone(edition, "vote", DAY, person=make_role(edition, "reader"))


def test_one_alone_does_nothing_beside_what_two_are_deciding():
    edition = make_edition("vote")
    rules = rules_in_force(edition)
    propose_rules(edition, longer(rules, "vote", DAY), by=make_organiser(edition), reason="x")

    with pytest.raises(ActRefused):
        alone(edition, "vote", DAY)


def test_the_page_shows_what_it_moves_before_it_does_it(client):
    edition = make_edition("jury")
    client.force_login(make_organiser(edition))
    page = reverse("desk_rules_extend", args=[edition.award.slug, edition.year, "jury"])
    closes = get_round(edition, "jury").closes_at.astimezone(edition.zone) + 2 * DAY
    typed = {"until": f"{closes:%Y-%m-%dT%H:%M}", "reason": "Fler blad."}

    asked = client.post(page, typed)
    done = client.post(page, typed | {"seen": asked.context["seen"]})

    assert (asked.status_code, len(asked.context["moved"]), done.status_code) == (200, 1, 302)
    assert rule_book_in_force(edition).extends == "jury"


def test_everybody_sees_who_extended_and_why_at_once(client):
    edition = make_edition("vote")
    person = make_organiser(edition)
    alone(edition, "vote", DAY, person=person)

    text = client.get(reverse("rules", args=[edition.award.slug, edition.year])).content.decode()

    assert "Strömavbrott i hela länet." in text
    assert person.name in text


def test_the_page_of_a_round_that_cannot_be_made_longer_leads_to_the_rules(client):
    """As Back does, once it has been made longer."""
    edition = make_edition("vote")
    where = [edition.award.slug, edition.year]
    client.force_login(make_organiser(edition))

    answer = client.get(reverse("desk_rules_extend", args=[*where, "jury"]), follow=True)

    assert answer.redirect_chain == [(reverse("desk_rules", args=where), 302)]
    assert "En arrangör kan inte göra omgången längre nu" in answer.text


def test_the_page_of_a_round_that_the_edition_does_not_have_is_not_there(client):
    edition = make_edition("nomination", kinds=("nomination", "jury"))
    client.force_login(make_organiser(edition))

    answer = client.get(
        reverse("desk_rules_extend", args=[edition.award.slug, edition.year, "vote"])
    )

    assert answer.status_code == 404


# A single organiser in the organisation


def test_the_only_organiser_names_a_witness_or_waits_in_public():
    edition = make_edition("nomination")
    person, rules = make_organiser(edition), rules_in_force(edition)
    changed = replace(rules, ties=("lot",))

    waits = propose_rules(edition, changed, by=person, reason="Enklare.")

    assert (waits.needs, take_effect_due()) == ("hours", 0)
    assert rules_in_force(edition) == rules


def test_the_only_organisers_witness_is_asked():
    edition = make_edition("nomination")
    person, rules = make_organiser(edition), rules_in_force(edition)

    asked = propose_rules(
        edition,
        replace(rules, ties=("lot",)),
        by=person,
        reason="Enklare.",
        witness=OutsideWitness("Vera Vittne", "vera@example.org"),
    )

    assert (asked.needs, asked.witness.name) == ("witness", "Vera Vittne")
