"""The code that a voter types: wrong, late, renewed, and in another browser."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from award.mail.models import Message
from nominations.domain.answering import decline_candidacy
from nominations.models import Entry
from tests.factories import move_round
from tests.voting.ballots.browsing import EVA, Browser, code_mailed_to, the_pending_vote, wrong_code
from tests.voting.ballots.electorate import CATEGORY, make_vote
from voting.ballots.models import Ballot, PendingVote

pytestmark = pytest.mark.django_db
OVER = timedelta(seconds=-1)


def test_code_that_too_many_have_asked_for_keeps_the_paper_as_it_was_filled_in(settings):
    settings.VOTERS_BEHIND_ONE_ADDRESS = 1
    browser = Browser(make_vote(), "en")
    browser.choose()

    answer = browser.choose()

    assert answer.status_code == 429
    assert "Send, and wait in the queue" in answer.text
    assert "checked" in answer.text


def test_wrong_code_is_told_and_the_right_one_works_still():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]

    wrong = browser.type_code(page, wrong_code())
    digits = browser.type_code(page, "12 34")
    attempts = the_pending_vote().code_attempts
    right = browser.type_code(page, " ".join(code_mailed_to(EVA)))

    assert (wrong.status_code, digits.status_code, right.status_code) == (422, 422, 302)
    assert "not the code in the newest mail" in wrong.text
    assert attempts == 1


def test_new_code_is_sent_by_its_button_after_the_cooldown():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]

    soon = browser.client.post(page, {"renew": "1"}, follow=True)
    PendingVote.objects.update(code_sent_at=the_pending_vote().code_sent_at - timedelta(minutes=11))
    old = browser.type_code(page)
    later = browser.client.post(page, {"renew": "1"}, follow=True)

    assert "Give it 30\u00a0seconds" in soon.text
    assert "good for 10\u00a0minutes, and this one is older" in old.text
    assert "on its way" in later.text
    assert browser.type_code(page).status_code == 302


def test_another_browser_is_told_to_use_the_first_and_uses_nothing_up():
    round = make_vote()
    browser, other = Browser(round, "en"), Browser(round, "en")
    page = browser.choose()["Location"]

    answers = [
        other.client.get(page),
        other.type_code(page),
        other.type_code(page, "000000"),
        other.client.post(page, {"renew": "1"}),
    ]

    assert [a.status_code for a in answers] == [403] * 4
    assert "Use the browser where you chose" in answers[0].text
    assert EVA not in answers[0].text
    assert (the_pending_vote().code_attempts, Message.objects.count()) == (0, 1)
    assert browser.type_code(page).status_code == 302


def test_code_page_of_a_cast_vote_leads_to_the_receipt():
    browser = Browser(make_vote())
    page = browser.choose()["Location"]
    receipt = browser.type_code(page)["Location"]

    answer = browser.client.get(page)

    assert f'href="{receipt}"' in answer.text


def test_forgotten_vote_starts_anew():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    PendingVote.objects.all().delete()

    answer = browser.client.get(page, follow=True)

    assert answer.redirect_chain == [(browser.path("vote"), 302)]
    assert "Choose again" in answer.text


def test_choice_of_somebody_who_declined_meanwhile_starts_anew():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    decline_candidacy(Entry.objects.get(candidate__slug="anna").candidate)

    answer = browser.client.post(page, {"code": code_mailed_to(EVA)}, follow=True)

    assert "No longer in the vote since you chose: Anna" in answer.text
    assert Ballot.objects.count() == 0


def test_paper_sent_after_closing_is_told_when_it_closed_and_when_it_came():
    browser = Browser(make_vote(), "en")
    data = {"submission": browser.submission(), "email": EVA, CATEGORY: "anna"}
    move_round(browser.round, closes_in=OVER)

    answer = browser.client.post(browser.path("vote"), data)

    assert answer.status_code == 409
    assert len(re.findall(r"\d\d:\d\d:\d\d", answer.text)) == 2
    assert "was not cast" in answer.text
    assert (Ballot.objects.count(), Message.objects.count()) == (0, 0)


def test_code_typed_after_closing_casts_nothing():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    move_round(browser.round, closes_in=OVER)

    typed, looked = browser.type_code(page), browser.client.get(page)

    assert (typed.status_code, looked.status_code) == (409, 200)
    assert "was not cast" in typed.text
    assert Ballot.objects.count() == 0


def test_late_vote_of_somebody_who_has_voted_says_that_the_earlier_one_is_in_the_box():
    browser = Browser(make_vote(), "en")
    receipt = browser.vote()["Location"]
    data = {"submission": str(uuid4()), "email": EVA, CATEGORY: "berit"}
    move_round(browser.round, closes_in=OVER)

    answer = browser.client.post(browser.path("vote"), data)

    assert "is in the box" in answer.text
    assert f'href="{receipt}"' in answer.text
