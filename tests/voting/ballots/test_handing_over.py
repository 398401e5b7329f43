"""A shared tablet: "done, next person" leaves nothing of whoever voted."""

from __future__ import annotations

import pytest
from django.conf import settings

from award.people.models import Person
from tests.factories import make_organiser
from tests.voting.ballots.browsing import Browser
from tests.voting.ballots.electorate import CATEGORY, make_vote
from voting.ballots.models import Ballot

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Browser(make_vote())


def test_receipt_offers_it(browser):
    receipt = browser.client.get(browser.vote()["Location"]).text

    assert f'action="{browser.path("vote_next")}"' in receipt
    assert "Klar, nästa person" in receipt


def test_receipt_choice_and_address_are_forgotten(browser):
    code_page = browser.choose()["Location"]
    receipt = browser.type_code(code_page)["Location"]

    done = browser.client.post(browser.path("vote_next"))
    paper = browser.client.get(done["Location"])

    assert done["Location"] == browser.path("vote")
    assert "Nu kan nästa person rösta" in paper.text
    assert browser.client.get(receipt).status_code == 403
    assert browser.client.get(code_page).status_code == 403
    assert [n for n, c in browser.client.cookies.items() if n.startswith("vote-") and c.value] == []


def test_next_person_votes_and_both_ballots_stand(browser):
    browser.vote("eva@example.org")
    browser.client.post(browser.path("vote_next"))

    browser.vote("nils@example.org", **{CATEGORY: "berit"})

    assert Ballot.objects.count() == 2


def test_vote_that_waits_for_its_code_is_forgotten_here_too(browser):
    code_page = browser.choose()["Location"]

    browser.client.post(browser.path("vote_next"))

    assert browser.client.get(code_page).status_code == 403


def test_organiser_who_lends_her_tablet_stays_signed_in(browser):
    organiser = make_organiser(browser.round.edition)
    browser.client.force_login(organiser)
    browser.vote()

    browser.client.post(browser.path("vote_next"))

    assert not browser.client.cookies[settings.VOTES_COOKIE_NAME].value
    assert Person.objects.get(pk=browser.client.session["_auth_user_id"]) == organiser


def test_opening_the_address_forgets_nothing(browser):
    receipt = browser.vote()["Location"]

    answer = browser.client.get(browser.path("vote_next"))

    assert answer["Location"] == browser.path("vote")
    assert browser.client.get(receipt).status_code == 200
