"""The ballot paper as a form: every method, what is wrong beside its mark, what was typed kept."""

import re

import pytest

from award.mail.models import Message
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import CATEGORY, make_vote
from tests.voting.ballots.turning import with_number
from voting.ballots.models import Ballot, PendingVote

pytestmark = pytest.mark.django_db


def test_paper_shows_the_finalists_and_asks_for_an_address():
    browser = with_number(make_vote(), 2)

    text = browser.get("vote").text

    listed = re.findall(r'type="radio" name="kategori-1" value="(\w+)"', text)
    assert listed == ["cecilia", "berit", "anna"], "the order of that number"
    assert 'type="email"' in text


@pytest.mark.parametrize(
    ("email", "marks", "words"),
    [
        ("", {CATEGORY: "anna"}, 'id="id_email_error"'),
        ("not an address", {CATEGORY: "anna"}, 'id="id_email_error"'),
        (EVA, {"nothing": "x"}, "Choose somebody"),
        (EVA, {CATEGORY: "doris"}, "Somebody you chose is no longer on the ballot paper"),
    ],
    ids=["no address", "no address at all", "nobody", "stranger"],
)
def test_paper_that_is_wrong_comes_back_with_what_was_typed(email, marks, words):
    browser = Browser(make_vote(), "en")

    answer = browser.choose(email, **marks)

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{email}"' in answer.text or not email
    assert ("checked" in answer.text) == (marks.get(CATEGORY) == "anna")
    assert PendingVote.objects.count() == 0


def test_empty_paper_is_told_everything_that_is_missing_at_once():
    answer = Browser(make_vote(), "en").choose("", nothing="x")

    assert "Choose somebody before you go on." in answer.text
    assert "Type your address: we mail the code there." in answer.text


@pytest.mark.parametrize(
    ("method", "marks", "choice"),
    [
        ("approval", {CATEGORY: ["anna", "cecilia"]}, "anna+cecilia"),
        ("score", {f"{CATEGORY}--anna": "5", f"{CATEGORY}--berit": "2"}, "anna:5+berit:2"),
        ("star", {f"{CATEGORY}--berit": "4"}, "berit:4"),
        ("points", {f"{CATEGORY}--anna": "7", f"{CATEGORY}--berit": "3"}, "anna:7+berit:3"),
        ("irv", {f"{CATEGORY}--anna": "2", f"{CATEGORY}--berit": "1"}, "berit>anna"),
        ("borda", {f"{CATEGORY}--anna": "1", f"{CATEGORY}--berit": "1"}, "anna=berit"),
        ("schulze", {f"{CATEGORY}--cecilia": "3"}, "cecilia"),
    ],
)
def test_every_method_has_a_paper_that_becomes_its_notation(method, marks, choice):
    browser = Browser(make_vote(method=method))

    receipt = browser.client.get(browser.vote(**marks)["Location"])

    assert receipt.status_code == 200
    assert Ballot.objects.get().choice == choice


@pytest.mark.parametrize(
    ("method", "marks"),
    [
        ("points", {f"{CATEGORY}--anna": "9", f"{CATEGORY}--berit": "9"}),
        ("score", {f"{CATEGORY}--anna": "6"}),
        ("score", {f"{CATEGORY}--anna": "-1"}),
        ("irv", {f"{CATEGORY}--anna": "4"}),
        ("irv", {f"{CATEGORY}--anna": "first"}),
        ("single", {CATEGORY: ["anna", "' OR 1=1"]}),
    ],
)
def test_marks_that_the_method_does_not_have_are_refused_by_the_paper(method, marks):
    answer = Browser(make_vote(method=method)).choose(**marks)

    assert (answer.status_code, PendingVote.objects.count()) == (422, 0)


@pytest.mark.parametrize("typed", ["6", "-1", "1.5", "many"])
def test_number_that_is_no_score_is_told_beside_its_box_and_kept(typed):
    name = f"{CATEGORY}--anna"

    text = Browser(make_vote(method="score"), "en").choose(**{name: typed}).text

    assert f'id="id_{name}_error">Write a whole number from 0 to 5.' in text
    assert f'name="{name}" value="{typed}"' in text


def test_category_may_be_left_blank_but_not_all_of_them():
    browser = Browser(make_vote(categories=2), "en")

    none = browser.choose(**{"kategori-1": ""})
    receipt = browser.client.get(browser.vote(**{"kategori-2": "berit"})["Location"])

    assert none.status_code == 422
    assert "Blank" in receipt.text
    assert list(Ballot.objects.order_by("category__position").values_list("choice", flat=True)) == [
        "",
        "berit",
    ]


def test_same_form_sent_twice_goes_to_the_same_code_page():
    browser = Browser(make_vote())
    data = {"submission": browser.submission(), "email": EVA, CATEGORY: "anna"}

    answers = [browser.client.post(browser.path("vote"), data)["Location"] for _ in range(2)]

    assert answers[0] == answers[1]
    assert Message.objects.count() == 1


def test_same_form_with_another_choice_comes_back_and_can_be_sent_once_more():
    browser = Browser(make_vote())
    data = {"submission": browser.submission(), "email": EVA, CATEGORY: "anna"}
    browser.client.post(browser.path("vote"), data)

    again = browser.client.post(browser.path("vote"), data | {CATEGORY: "berit"})
    fresh = re.search(r'name="submission" value="([^"]+)"', again.text)[1]
    sent = browser.client.post(
        browser.path("vote"), data | {CATEGORY: "berit", "submission": fresh}
    )
    browser.type_code(sent["Location"])

    assert (again.status_code, sent.status_code) == (409, 302)
    assert [b.choice for b in Ballot.objects.all()] == ["berit"]


@pytest.mark.parametrize("number", ["", "not-a-number"])
def test_form_without_its_number_is_given_one(number):
    browser = Browser(make_vote())
    data = {"submission": number, "email": EVA, CATEGORY: "anna"}

    answer = browser.client.post(browser.path("vote"), data)
    fresh = re.search(r'name="submission" value="([^"]+)"', answer.text)[1]
    again = browser.client.post(browser.path("vote"), data | {"submission": fresh})

    assert (answer.status_code, again.status_code) == (422, 302)


def test_paper_of_a_browser_that_lost_its_cookies_comes_back_with_the_choice():
    browser = Browser(make_vote())
    browser.client.handler.enforce_csrf_checks = True
    submission = browser.submission()
    browser.client.cookies.clear()
    marks = {CATEGORY: "berit", "email": "eva@example.org"}

    kept = browser.client.post(browser.path("vote"), {"submission": submission} | marks)
    stored = PendingVote.objects.count()
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', kept.text))
    again = browser.client.post(browser.path("vote"), hidden | marks)

    assert (kept.status_code, stored) == (422, 0)
    assert re.search(r'value="berit"[^>]* checked', kept.text)
    assert "Allt är kvar" in kept.text
    assert (again.status_code, PendingVote.objects.count()) == (302, 1)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:81"])
def test_paper_that_another_site_filled_in_is_refused_and_shown_to_nobody(origin):
    browser = Browser(make_vote())
    browser.client.handler.enforce_csrf_checks = True
    marks = {"submission": browser.submission(), CATEGORY: "berit", "email": "eva@example.org"}

    answer = browser.client.post(browser.path("vote"), marks, headers={"Origin": origin})

    assert (answer.status_code, PendingVote.objects.count()) == (403, 0)
    assert "berit" not in answer.text


def test_paper_of_our_own_site_that_lost_its_cookies_is_kept():
    browser = Browser(make_vote())
    browser.client.handler.enforce_csrf_checks = True
    marks = {"submission": browser.submission(), CATEGORY: "berit", "email": "eva@example.org"}
    browser.client.cookies.clear()

    answer = browser.client.post(
        browser.path("vote"), marks, headers={"Origin": "http://testserver"}
    )

    assert answer.status_code == 422
    assert re.search(r'value="berit"[^>]* checked', answer.text)


@pytest.mark.parametrize("method", ["single", "approval"])
def test_what_is_wrong_with_an_empty_paper_stands_beside_it_and_is_linked(method):
    browser = Browser(make_vote(method=method))

    text = browser.choose(nothing="x").text

    assert '<fieldset class="paper paper--' in text
    assert 'aria-invalid="true"' in text
    assert '<p class="wrong">Välj någon innan du går vidare.</p>' in text
    assert 'href="#id_kategori-1' in text
