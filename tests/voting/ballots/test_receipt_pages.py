"""The receipt in the browser that voted, and the check of a code for anybody."""

from datetime import timedelta

import pytest

from tests.factories import move_round, shift_edition
from tests.voting.ballots.browsing import EVA, Browser, the_pending_vote
from tests.voting.ballots.electorate import make_vote, vote_for
from voting.ballots.models import Ballot

pytestmark = pytest.mark.django_db
OVER = timedelta(seconds=-1)


def test_receipt_and_choice_are_not_shown_in_another_browser():
    round = make_vote()
    page = Browser(round).vote()["Location"]

    answer = Browser(round, "en").client.get(page)

    assert answer.status_code == 403
    assert Ballot.objects.get().receipt not in answer.text
    assert "Anna" not in answer.text


def test_receipt_of_a_vote_that_was_never_cast_is_not_there():
    browser = Browser(make_vote())
    browser.choose()

    answer = browser.get("vote_receipt", key=the_pending_vote().key)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (str.upper, "The ballot is in the box"),
        (lambda code: code.replace("-", " "), "The ballot is in the box"),
        (lambda _: "zzzzz", "No ballot in this vote has that code"),
        (lambda _: "", "Type the code"),
    ],
)
def test_receipt_check_answers_without_telling_the_choice(typed, words):
    round = make_vote()
    code = vote_for(round, "anna").code
    browser = Browser(round, "en")

    answer = browser.client.post(browser.path("receipt_check"), {"receipt": typed(code)})

    assert words in answer.text
    assert "anna" not in answer.text.lower()


def test_receipt_check_of_a_replaced_and_of_a_counted_ballot():
    round = make_vote()
    first, last = (vote_for(round, c, email=EVA).code for c in ("anna", "berit"))
    browser = Browser(round, "en")
    move_round(round, closes_in=OVER)

    answers = [
        browser.client.post(browser.path("receipt_check"), {"receipt": code}).text
        for code in (first, last)
    ]

    assert "was replaced by a later one" in answers[0]
    assert "it counts" in answers[1]


def test_edition_moved_on_still_shows_the_receipt_in_the_browser_that_voted():
    browser = Browser(make_vote())
    receipt = browser.vote()["Location"]
    shift_edition(browser.round.edition, by=timedelta(days=-20))

    answer = browser.client.get(receipt)

    assert (answer.status_code, "Anna" in answer.text) == (200, True)


def test_receipt_asks_nobody_to_vote_again_when_the_vote_is_over():
    browser = Browser(make_vote(), "en")
    page = browser.vote()["Location"]
    while_open = browser.client.get(page).text

    move_round(browser.round, closes_in=OVER)
    over = browser.client.get(page).text

    assert "Vote again with the same address" in while_open
    assert "Your vote is cast" in over
    assert "ote again" not in over


def test_code_page_opened_elsewhere_after_the_vote_says_that_it_is_over():
    browser = Browser(make_vote(), "en")
    page = browser.choose()["Location"]
    elsewhere = Browser(browser.round, "en").client
    before = elsewhere.get(page)

    move_round(browser.round, closes_in=OVER)
    after = elsewhere.get(page)

    assert (before.status_code, "Or vote here instead" in before.text) == (403, True)
    assert (after.status_code, "The vote is over" in after.text) == (200, True)
    assert "Or vote here instead" not in after.text


@pytest.mark.parametrize(
    "pasted",
    ["Receipt: {}", "Kvitto: {}", "Kvitto:\n{}", "{}.", "“{}”", "Ditt kvitto är {} (spara det)", "\u200b{}\u2069"],
)  # fmt: skip
def test_receipt_is_found_with_its_label(pasted):
    round = make_vote()
    code = vote_for(round, "anna").code
    browser = Browser(round, "en")

    answer = browser.client.post(browser.path("receipt_check"), {"receipt": pasted.format(code)})

    assert "The ballot is in the box" in answer.text


def test_receipt_that_lacks_signs_says_how_many_there_are():
    round = make_vote()
    code = vote_for(round, "anna").code
    browser = Browser(round, "en")

    answer = browser.client.post(browser.path("receipt_check"), {"receipt": code[:-1]})

    assert answer.status_code == 422
    assert "a receipt has 30 signs in groups of 5, and 29 can be read here" in answer.text
