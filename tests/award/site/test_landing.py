"""Somebody reloads, goes back or follows a copied link: every address leads somewhere."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.award.site.addresses import address, every_address, make_world, needs
from tests.factories import make_nominee
from voting.jury.domain.assigning import assign_everything
from voting.jury.models import Juror

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_transaction,
    pytest.mark.xdist_group("landing"),
]

EVERY = sorted(set(every_address(get_resolver().url_patterns)))
# Keys of things that are not there: what is asked is whether the address can be opened at all.
NOT_THERE = {
    "key": uuid.UUID(int=0),
    "token": "x",
    "wish": 0,
    "nomination": 0,
    "provider_id": "entra",
    "pk": 0,
    "uidb36": "1",
}
FROM = {
    "candidate_renew": "candidate_answer",
    "desk_show": "desk_programme",
    "desk_proposal_decide": "desk_proposals",
    "desk_inform": "desk_candidate",
    "desk_told": "desk_candidate",
    "desk_noted": "desk_candidate",
    "desk_portrait": "desk_candidate",
    "desk_as_is": "desk_candidate",
    "desk_merge": "desk_candidate",
    "desk_rule_out": "desk_candidate",
    "desk_let_in": "desk_candidate",
    "desk_protect": "desk_candidate",
    "desk_erase": "desk_candidate",
    "desk_ask_all": "desk_answers",
    "desk_wish": "desk_answers",
    "auditors_file": "desk_results",
    "desk_jury_remind": "desk_jury",
    "desk_jury_again": "desk_jury",
    "desk_jury_leaves": "desk_jury",
    "jury_step_back": "jury_entry",
    "desk_rules_remove_round": "desk_rules",
}


@pytest.fixture(scope="module")
def world(made_once):
    with made_once():
        people, keys = make_world()
        juror = Juror.objects.get(pk=keys["juror"])
        assign_everything(juror.edition)
        yield people, {**NOT_THERE, **keys, "key": make_nominee(juror.edition).answer_key}


def browser_of(people, name: str) -> Client:
    client = Client()
    client.force_login(people["juror" if name.startswith("jury_") else "owner"])
    return client


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("method", ["get", "head"])
def test_every_address_can_be_opened(world, name, method):
    people, keys = world

    answer = getattr(browser_of(people, name), method)(address(name, keys))

    assert answer.status_code not in {405, 500}


@pytest.mark.parametrize(("name", "page"), FROM.items())
def test_an_address_that_takes_a_form_leads_to_the_page_that_has_it(world, name, page):
    people, keys = world

    answer = browser_of(people, name).get(address(name, keys), follow=True)

    assert answer.redirect_chain == [(address(page, keys), 302)]
    assert answer.status_code == 200


@pytest.mark.parametrize("name", FROM)
def test_an_address_that_takes_a_form_tells_a_machine_what_it_takes(world, name):
    people, keys = world

    answer = browser_of(people, name).put(address(name, keys))

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"


def test_whoever_is_signed_out_signs_in_before_she_comes_to_the_page(world):
    _, keys = world

    answer = Client().get(address("desk_ask_all", keys), follow=True)

    assert answer.redirect_chain[-1][0].startswith("/konto/login/?next=")


def test_every_key_is_known(world):
    _, keys = world

    assert {part for name in EVERY for part in needs(name)} <= keys.keys()
