"""What one organiser alone may extend, and what the only one of an organisation needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from award.people.domain.acts import ActRefused
from award.people.domain.two_persons import OutsideWitness, take_effect_due
from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Edition
from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.extending import extend_alone, extendable_alone
from award.rules.domain.proposing import propose_rules
from tests.award.rules.changes import longer, played, until
from tests.factories import DAY, get_round, make_edition, make_organiser, make_role

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def alone(edition: Edition, kind: str, by: timedelta, *, person=None) -> Proposal:
    closes_at = rules_in_force(edition).windows()[kind].closes_at
    return extend_alone(
        edition,
        round=kind,
        until=closes_at + by,
        by=person or make_organiser(edition),
        reason="Strömavbrott i hela länet.",
    )


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


def test_the_page_of_a_round_that_cannot_be_extended_is_not_there(client):
    edition = make_edition("vote")
    client.force_login(make_organiser(edition))

    answer = client.get(
        reverse("desk_rules_extend", args=[edition.award.slug, edition.year, "jury"])
    )

    assert answer.status_code == 404


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
