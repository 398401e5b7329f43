"""Whoever guesses codes finds nothing: what no mail carries is never right, and wrong codes make longer ones."""

from __future__ import annotations

import re

import pytest

from award.limits.domain.asking import (
    LENGTHS_FOR_ONE,
    LENGTHS_IN_NETWORK,
    TO_ONE_A_DAY,
    Purpose,
    note_wrong_code,
)
from award.limits.domain.sources import Source, hashed
from award.limits.models import AskedMail, Use
from award.mail.domain.codes import VOTE, newest_code
from award.mail.models import Message
from award.people.domain.canonical import one_mailbox
from award.programme.domain.clock import database_now
from tests.posted import mails_to
from tests.voting.ballots.browsing import EVA, Browser, wrong_code
from tests.voting.ballots.electorate import make_vote
from voting.ballots.models import Ballot, PendingVote

pytestmark = pytest.mark.django_db
STRANGER, HOME = "203.0.113.9", "192.0.2.1"


@pytest.fixture
def round():
    return make_vote()


def browser_at(round, address: str) -> Browser:
    browser = Browser(round, "en")
    browser.client.defaults["REMOTE_ADDR"] = address
    return browser


def source(address: str) -> Source:
    return Source(hashed("network", address))


def guessed(address: str, number: int, *, mailbox: str = EVA) -> None:
    for _ in range(number):
        note_wrong_code(source(address), one_mailbox(mailbox), Purpose.VOTE)


def digits_mailed(address: str = EVA) -> str:
    """The code in the newest mail to the address, however long."""
    text = mails_to(address)[0].text
    return re.search(r"^ {4}([0-9]{6,10})$", text, re.MULTILINE)[1]


def test_code_that_no_mail_carries_is_never_right(round):
    """From the eleventh form of a day on nothing was mailed, and each had five guesses at a code that held."""
    stranger = browser_at(round, STRANGER)
    for _ in range(TO_ONE_A_DAY):
        stranger.choose()
    page = stranger.choose()["Location"]
    unmailed = PendingVote.objects.latest("code_sent_at")

    answers = [stranger.type_code(page, newest_code(unmailed, VOTE)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert unmailed.code_renewal == ""
    assert Ballot.objects.count() == 0


def test_form_without_a_mail_looks_like_any_other(round):
    """Whoever guesses cannot tell which of his forms has a code, nor when he has used up his guesses."""
    stranger = browser_at(round, STRANGER)
    pages = [stranger.choose()["Location"] for _ in range(TO_ONE_A_DAY + 1)]

    said = [
        [re.sub(r"[0-9a-f-]{30,}", "", stranger.type_code(page, "000000").text) for _ in range(6)]
        for page in (pages[0], pages[-1])
    ]

    assert "That is not the code" in said[0][0] or "wrong" in said[0][0].lower()
    assert [errors(text) for text in said[0]] == [errors(text) for text in said[1]]
    assert Message.objects.count() == TO_ONE_A_DAY


def errors(text: str) -> list[str]:
    found = re.findall(r"<(?:ul|p|li)[^>]*error[^>]*>(.*?)</", text, re.DOTALL)
    assert found
    return found


@pytest.mark.parametrize(("wrong", "digits"), [(0, 6), (9, 6), (10, 8), (29, 8), (30, 10)])
def test_codes_to_a_mailbox_grow_with_what_is_guessed_at_it(round, wrong, digits):
    """From whatever networks it is guessed: the voter is not kept out, and her code is longer."""
    for n in range(wrong):
        guessed(f"198.51.100.{n}", 1)
    hers = browser_at(round, HOME)

    page = hers.choose()["Location"]
    code = digits_mailed()

    assert len(code) == digits
    assert "kvitto" in hers.type_code(page, code).url


@pytest.mark.parametrize(("wrong", "digits"), [(39, 6), (40, 8), (120, 10)])
def test_codes_from_a_network_grow_with_what_is_guessed_there(round, wrong, digits):
    """Of invented addresses, too: a ballot box cannot be filled by luck."""
    for n in range(wrong):
        guessed(STRANGER, 1, mailbox=f"{n}@example.org")

    browser_at(round, STRANGER).choose()
    browser_at(round, HOME).choose(email="maja@example.org")

    assert [len(digits_mailed()), len(digits_mailed("maja@example.org"))] == [digits, 6]


def test_wrong_code_is_counted_for_the_mailbox_and_the_network(round):
    hers = browser_at(round, HOME)
    page = hers.choose(email="Eva+vote@gmail.com")["Location"]

    hers.type_code(page, wrong_code("Eva+vote@gmail.com"))

    assert set(Use.objects.filter(budget="wrong-codes").values_list("key", flat=True)) == {
        hashed("address:vote", "eva@gmail.com"),
        hashed("network:vote", hashed("network", HOME)),
    }


def test_honest_slips_of_a_whole_office_change_nothing():
    """Of two hundred behind one address one in five mistypes once."""
    assert LENGTHS_IN_NETWORK[-1][0] >= 200 // 5
    assert LENGTHS_FOR_ONE[-1][0] > VOTE.attempts


def test_flood_in_another_network_does_not_make_her_wait(round):
    """She waited 45 minutes for a code that lives ten, while her page said that it takes a minute."""
    for _ in range(TO_ONE_A_DAY + 5):
        browser_at(round, STRANGER).choose()

    browser_at(round, HOME).choose()

    newest = AskedMail.objects.latest("at")
    assert newest.due_at <= database_now()


def test_whoever_has_answered_here_is_not_kept_out_by_the_next_desk(round):
    """In one office: her browser has answered a code to this mailbox today."""
    hers = browser_at(round, HOME)
    hers.vote()
    for _ in range(TO_ONE_A_DAY + 5):
        browser_at(round, HOME).choose()

    assert hers.vote().status_code == 302
    assert Ballot.objects.count() == 2


def test_browser_that_answered_for_one_mailbox_floods_no_other(round):
    his = browser_at(round, HOME)
    his.vote(email="max@example.org")

    for _ in range(TO_ONE_A_DAY + 5):
        his.choose()

    assert len(mails_to(EVA)) == TO_ONE_A_DAY
