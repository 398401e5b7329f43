"""A finalist who leaves in mid-vote, and those who voted for her."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from award.mail.models import Message
from nominations.domain.answering import decline_candidacy
from nominations.models import Candidate, Entry
from tests.factories import get_round, make_edition, make_organiser, move_round
from tests.reading import squeezed
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import CATEGORY, first_category, make_vote, vote_for
from voting.ballots.domain.off_the_paper import ballots_naming, left_in_vote
from voting.ballots.models import Ballot, PendingVote, collapsed
from voting.ballots.panel import VotePanel

pytestmark = pytest.mark.django_db
TOLD = "In this browser you voted for Anna"


@pytest.fixture
def browser():
    return Browser(make_vote(), "en")


def anna_leaves() -> None:
    decline_candidacy(Entry.objects.get(candidate__slug="anna").candidate)


def test_receipt_says_who_has_left_by_her_name(browser):
    receipt = browser.vote()["Location"]

    anna_leaves()

    page = squeezed(browser.client.get(receipt).text)
    assert "Anna is no longer in the vote, so that vote of yours is not counted" in page
    assert "The rest of your ballot counts" not in page
    assert "<strong>Anna</strong>" in page
    assert "anna" not in page.replace("anna-", "")
    assert "Vote again" in page


def test_receipt_with_others_on_it_says_that_they_count():
    browser = Browser(make_vote(method="approval"), "en")
    receipt = browser.vote(**{CATEGORY: ["anna", "berit"]})["Location"]

    anna_leaves()

    assert "The rest of your ballot counts" in browser.client.get(receipt).text


def test_receipt_after_the_closing_keeps_her_name_and_asks_for_nothing(browser):
    receipt = browser.vote()["Location"]
    anna_leaves()
    move_round(browser.round, closes_in=timedelta(minutes=-1))

    page = squeezed(browser.client.get(receipt).text)

    assert "<strong>Anna</strong>" in page
    assert "Vote again" not in page


@pytest.mark.parametrize("page", ["edition", "vote"])
def test_browser_that_voted_for_her_is_told_and_asked_to_vote_again(browser, page):
    browser.vote()
    before = browser.get(page).text

    anna_leaves()

    after = squeezed(browser.get(page).text)
    assert (TOLD in before, TOLD in after) == (False, True)
    assert "choose somebody else" in after


def test_front_page_says_it_in_swedish():
    browser = Browser(make_vote(), "sv")
    browser.vote()

    anna_leaves()

    assert "röstade du på Anna, som inte längre är med" in squeezed(browser.get("edition").text)


def test_day_later_the_browser_still_knows(browser):
    """What the server keeps for a day is gone by then."""
    browser.vote()
    PendingVote.objects.all().delete()

    anna_leaves()

    assert TOLD in squeezed(browser.get("edition").text)


def test_browser_knows_after_the_vote_has_been_given_more_time(browser):
    browser.vote()
    kept = next(c for n, c in browser.client.cookies.items() if n.startswith("vote-"))

    assert (
        int(kept["max-age"])
        > (browser.round.closes_at - timezone.now()).total_seconds() + 30 * 86400
    )


def test_nobody_else_is_told(browser):
    browser.vote()
    other = Browser(browser.round, "en")
    other.vote("maja@example.org", **{CATEGORY: "berit"})

    anna_leaves()

    pages = [each.get("edition").text for each in (other, Browser(browser.round, "en"))]
    assert [TOLD in page for page in pages] == [False, False]


def test_vote_for_somebody_else_ends_the_notice(browser):
    browser.vote()
    anna_leaves()

    browser.vote(**{CATEGORY: "berit"})

    assert TOLD not in browser.get("edition").text
    assert [b.choice for b in Ballot.objects.current(browser.round)] == ["berit"]


def test_notice_ends_with_the_vote(browser):
    browser.vote()
    anna_leaves()
    move_round(browser.round, closes_in=timedelta(minutes=-1))

    assert TOLD not in browser.get("edition").text


def test_cookie_names_nobody_and_cannot_be_read_without_the_servers_secret(browser):
    browser.vote()
    kept = browser.client.cookies[f"vote-{browser.round.pk}"]
    anna_leaves()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SECRET_KEY", "another")
        elsewhere = browser.get("edition").text

    assert ("anna" in kept.value.lower(), TOLD in elsewhere) == (False, False)
    assert (bool(kept["httponly"]), kept["samesite"]) == (True, "Lax")
    assert 0 < kept["max-age"] <= 70 * 24 * 3600


def test_cookies_of_two_voters_for_one_person_are_unlike(browser):
    other = Browser(browser.round, "en")
    browser.vote()
    other.vote("maja@example.org")

    prints = [
        set(each.client.cookies[f"vote-{browser.round.pk}"].value.split("."))
        for each in (browser, other)
    ]
    assert prints[0] & prints[1] == set()


def test_with_tls_no_other_host_can_set_the_cookie(browser, monkeypatch):
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", True)
    browser.vote()

    kept = browser.client.cookies[f"__Host-vote-{browser.round.pk}"]

    assert (kept["secure"], kept["path"], kept["domain"]) == (True, "/", "")


@pytest.mark.parametrize("value", ["", "x", "....", "a.b.c"])
def test_cookie_that_was_spoilt_does_no_harm(browser, value):
    browser.client.cookies[f"vote-{browser.round.pk}"] = value
    anna_leaves()

    assert browser.get("edition").status_code == browser.get("vote").status_code == 200


def test_vote_asked_for_before_she_left_keeps_the_rest_that_was_chosen():
    browser = Browser(make_vote(categories=2), "en")
    marks = {CATEGORY: "anna", "kategori-2": "berit"}
    page = browser.choose(**marks)["Location"]
    decline_candidacy(Entry.objects.filter(candidate__slug="anna").first().candidate)

    refused = browser.type_code(page)
    paper = squeezed(browser.client.get(refused["Location"]).text)

    assert "No longer in the vote since you chose: Anna" in paper
    assert EVA in paper
    assert _checked(paper) == ["berit"]
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(
    ("method", "marks", "kept"),
    [
        ("approval", {CATEGORY: ["anna", "berit"]}, ["berit"]),
        ("score", {f"{CATEGORY}--anna": "5", f"{CATEGORY}--berit": "3"}, ["3"]),
        ("irv", {f"{CATEGORY}--berit": "1", f"{CATEGORY}--anna": "2"}, ["1"]),
    ],
)
def test_paper_is_filled_in_again_whatever_the_method(method, marks, kept):
    browser = Browser(make_vote(method=method), "en")
    page = browser.choose(**marks)["Location"]
    anna_leaves()

    paper = browser.client.get(browser.type_code(page)["Location"]).context["form"]

    found = [paper[name].initial for name in paper.fields if name.startswith(CATEGORY)]
    flat = [str(v) for i in found for v in (i if isinstance(i, list) else [i]) if v]
    assert [v for v in flat if v != "anna"] == kept


def test_another_browsers_key_fills_nothing_in(browser):
    page = browser.choose()["Location"]
    anna_leaves()
    address = browser.type_code(page)["Location"]

    paper = Client().get(address)

    assert (paper.status_code, EVA in paper.text) == (200, False)


def test_code_still_casts_what_is_chosen_again(browser):
    page = browser.choose()["Location"]
    anna_leaves()
    browser.type_code(page)
    PendingVote.objects.all().delete()

    browser.vote(**{CATEGORY: "cecilia"})

    assert [b.choice for b in Ballot.objects.current(browser.round)] == ["cecilia"]


def test_organisers_are_told_by_mail_and_desk_and_of_no_choice(browser):
    organiser = make_organiser(browser.round.edition)
    vote_for(browser.round, "anna", email="maja@example.org")

    anna_leaves()

    mail = Message.objects.get(recipient=organiser.email)
    with translation.override("en"):
        texts = [d.text for d in VotePanel().decisions(browser.round.edition)]
    assert "Anna" in mail.text
    assert ("maja@example.org" in mail.text, "1 " in mail.text) == (False, False)
    assert texts == ["Anna is no longer in the vote: whoever cast that vote is asked to vote again"]


def test_who_said_no_before_the_vote_has_not_left_it():
    round = make_vote("jury")

    anna_leaves()

    assert left_in_vote(round) == []


@pytest.mark.parametrize(
    ("method", "choices", "number"),
    [
        ("single", ["anna", "anna", "berit", ""], 2),
        ("approval", ["anna+berit", "berit", "anna"], 2),
        ("score", ["anna:5+berit:3", "berit:5", "anna:1"], 2),
        ("irv", ["berit>anna", "cecilia>berit", "anna=berit"], 2),
    ],
)
def test_ballots_that_name_somebody_who_left_are_counted(method, choices, number):
    round = make_vote(method=method)
    for choice in choices:
        vote_for(round, choice)

    assert ballots_naming(collapsed(round, first_category(round)), {"anna"}) == number


def _checked(page: str) -> list[str]:
    """The values of the controls that are marked."""
    tags = [tag for tag in page.split("<input")[1:] if "checked" in tag.partition(">")[0]]
    return [tag.partition('value="')[2].partition('"')[0] for tag in tags]


@pytest.mark.parametrize("name", ["finalists", "vote", "edition"])
def test_when_everybody_has_left_no_page_asks_anybody_to_vote_or_to_wait(name):
    round = make_vote()
    for candidate in Candidate.objects.filter(edition=round.edition):
        decline_candidacy(candidate)

    page = squeezed(Browser(round).get(name).text)

    assert "Kom tillbaka om en stund" not in page
    assert f'href="{Browser(round).path("vote")}"' not in page
    assert "det finns ingen att rösta på" in page


def test_finalists_that_nobody_has_made_yet_are_waited_for():
    edition = make_edition("vote")

    assert "Kom tillbaka om en stund" in squeezed(
        Browser(get_round(edition, "vote")).get("finalists").text
    )
