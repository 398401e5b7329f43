"""A flood at the ballot: what is stopped, and the voter who notices nothing."""

from __future__ import annotations

import json
import re

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.db import connection
from django.test import override_settings

from award.limits.domain import proving
from award.limits.domain.asking import (
    LONGEST_QUEUE,
    TO_ONE,
    TO_ONE_A_DAY,
    Purpose,
    answer_mail,
    quiet_threshold,
)
from award.limits.domain.sources import Source, hashed
from award.limits.models import AskedMail
from award.mail.models import Message
from award.people.domain.canonical import one_mailbox
from award.programme.domain.clock import database_now
from tests.voting.ballots.browsing import EVA, Browser, code_mailed_to
from tests.voting.ballots.electorate import make_vote
from voting.ballots.models import Ballot, PendingVote

pytestmark = pytest.mark.django_db

STRANGER, HOME = "203.0.113.9", "192.0.2.1"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(proving, "COST", 1)


@pytest.fixture
def round():
    return make_vote()


def browser_at(round, address: str, language: str = "en") -> Browser:
    browser = Browser(round, language)
    browser.client.defaults["REMOTE_ADDR"] = address
    return browser


def crowd(address: str, number: int) -> None:
    network = hashed("network:vote", hashed("network", address))
    now = database_now()
    AskedMail.objects.bulk_create(
        AskedMail(address=str(n), network=network, due_at=now) for n in range(number)
    )


def solution_on(page) -> str:
    said = page.context["proof"].challenge
    challenge = Challenge.from_dict(json.loads(said))
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def test_strangers_who_ask_in_her_name_do_not_keep_a_voter_out(round):
    for _ in range(20):
        browser_at(round, STRANGER).choose()

    answer = browser_at(round, HOME).vote()

    assert answer.status_code == 302
    assert Ballot.objects.count() == 1


def test_not_even_strangers_at_the_same_address(round):
    for _ in range(5):
        browser_at(round, HOME).choose()

    assert browser_at(round, HOME).vote().status_code == 302


def test_a_voters_own_newest_code_works_whatever_others_ask_for(round):
    hers = browser_at(round, HOME)
    page = hers.choose()["Location"]
    code = code_mailed_to(EVA)
    for _ in range(20):
        browser_at(round, STRANGER).choose()

    answer = hers.type_code(page, code)

    assert "kvitto" in answer.url
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("domain", ["gmail.com", "foretaget.example"])
def test_forty_mails_to_one_mailbox_under_many_names_are_a_few(round, domain):
    answers = [browser_at(round, STRANGER).choose(email=f"eva+{n}@{domain}") for n in range(40)]

    assert {answer.status_code for answer in answers} == {302}
    assert Message.objects.count() == TO_ONE_A_DAY
    assert Message.objects.filter(due_at__lte=database_now()).count() == TO_ONE


def test_nothing_tells_a_stranger_whether_she_has_asked_for_a_code(round):
    """Neither from another network nor from her own."""
    quiet = [browser_at(round, HOME).choose(email="maja@example.org") for _ in range(12)]
    hers = browser_at(round, HOME)
    page = hers.choose()["Location"]
    code = code_mailed_to(EVA)

    asked = [browser_at(round, HOME).choose() for _ in range(12)]
    hers.type_code(page, code)
    voted = [browser_at(round, HOME).choose() for _ in range(12)]
    elsewhere = [browser_at(round, STRANGER).choose() for _ in range(12)]

    assert {a.status_code for a in (*quiet, *asked, *voted, *elsewhere)} == {302}


def test_two_hundred_voters_behind_one_address_notice_nothing(round):
    """Half of them ask before anybody answers."""
    crowd(HOME, 100)
    for n in range(10):
        assert browser_at(round, HOME).vote(f"voter{n}@example.org").status_code == 302

    assert Ballot.objects.count() == 10
    assert Message.objects.exclude(due_at__lte=database_now()).count() == 0


def test_above_the_threshold_the_page_comes_back_with_everything_and_a_calculation(round):
    crowd(HOME, quiet_threshold())
    voter = browser_at(round, HOME)

    page = voter.choose()

    assert page.status_code == 429
    assert "checked" in page.text
    assert EVA in page.text
    assert re.search(r"leaves in about 2.minutes", page.text)
    assert "<altcha-widget" in page.text
    assert Message.objects.count() == PendingVote.objects.count() == 0


def test_with_the_calculation_the_mail_leaves_at_once(round):
    crowd(HOME, quiet_threshold())
    voter = browser_at(round, HOME)
    proof = solution_on(voter.choose())

    answer = voter.choose(altcha=proof, **{"kategori-1": "anna"})

    assert answer.status_code == 302
    assert Message.objects.get().due_at <= database_now()
    assert voter.type_code(answer.url).status_code == 302


def test_without_it_she_waits_in_the_queue_and_is_told_how_long(round):
    crowd(HOME, quiet_threshold())
    voter = browser_at(round, HOME)

    answer = voter.choose(queue="1", **{"kategori-1": "anna"})
    page = voter.client.get(answer.url)

    assert re.search(r"waits in a queue.*leaves in about 2.minutes", page.text)
    assert Message.objects.get().due_at > database_now()
    assert PendingVote.objects.get().code_sent_at == Message.objects.get().due_at


def test_a_full_queue_says_so_and_keeps_what_was_filled_in(round):
    crowd(HOME, quiet_threshold())
    AskedMail.objects.filter(address="0").update(due_at=database_now() + LONGEST_QUEUE)

    answer = browser_at(round, HOME).choose(queue="1", **{"kategori-1": "anna"})

    assert answer.status_code == 429
    assert "the queue is full" in answer.text
    assert "checked" in answer.text


def test_the_page_of_the_code_says_how_many_mails_an_address_gets(round):
    voter = browser_at(round, HOME)

    page = voter.client.get(voter.choose()["Location"])

    assert f"at most {TO_ONE_A_DAY} a day" in page.text


def test_a_new_code_queues_where_too_much_was_asked_for(round):
    voter = browser_at(round, HOME)
    page = voter.choose()["Location"]
    crowd(HOME, quiet_threshold())
    PendingVote.objects.update(code_sent_at=database_now().replace(year=2020))

    voter.client.post(page, {"renew": "1"})

    assert "waits in a queue" in voter.client.get(page).text


def test_whoever_has_voted_here_is_known_and_changes_her_vote_at_once(round):
    voter = browser_at(round, HOME)
    voter.vote()
    voter.vote()
    crowd(HOME, quiet_threshold())

    assert voter.vote().status_code == 302


def test_what_was_asked_for_cannot_be_joined_to_the_vote(round):
    """No key, no address and no number of the form stands in what the limits keep."""
    browser_at(round, HOME).vote()
    pending = PendingVote.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(kept::text, ' ') FROM limits_askedmail AS kept")
        (kept,) = cursor.fetchone()

    for secret in (EVA, str(pending.key), str(pending.submission_key), HOME):
        assert secret not in kept


@override_settings(VOTERS_BEHIND_ONE_ADDRESS=1)
def test_an_answer_makes_room_again(round):
    browser_at(round, HOME).choose(email="maja@example.org")
    refused = browser_at(round, HOME).choose()
    answer_mail(Source(hashed("network", HOME)), one_mailbox("maja@example.org"), Purpose.VOTE)

    assert (refused.status_code, browser_at(round, HOME).choose().status_code) == (429, 302)
