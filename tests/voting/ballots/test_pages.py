"""The pages of the vote, as a voter meets them."""

import re
from uuid import uuid4

import pytest
from django.db import connection

from award.mail.models import Message
from nominations.domain.answering import decline_candidacy
from nominations.models import Entry
from tests.award.conftest import dead_broker  # noqa: F401 - a fixture
from tests.factories import make_edition
from tests.time_travel import stopped_clock
from tests.voting.ballots.browsing import Browser, the_pending_vote
from tests.voting.ballots.electorate import CATEGORY, make_vote
from tests.voting.ballots.turning import hour_of
from voting.ballots import shortlist
from voting.ballots.models import Ballot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sv", "en"])
def test_vote_goes_from_the_paper_over_the_code_to_the_receipt(language):
    browser = Browser(make_vote(), language)

    page = browser.choose()
    done = browser.type_code(page["Location"])
    receipt = browser.client.get(done["Location"])

    ballot = Ballot.objects.get()
    assert (page.status_code, done.status_code, receipt.status_code) == (302, 302, 200)
    assert all(shown in receipt.text for shown in (ballot.receipt, ballot.leaf, "Anna"))
    assert Message.objects.get().language == language


@pytest.mark.parametrize("page", ["vote", "receipt_check"])
def test_personal_pages_are_stored_nowhere(page):
    assert "no-store" in Browser(make_vote()).get(page)["Cache-Control"]


def test_code_page_and_receipt_are_stored_nowhere():
    browser = Browser(make_vote())
    code_page = browser.choose()["Location"]
    receipt = browser.type_code(code_page)["Location"]

    answers = [browser.client.get(page) for page in (code_page, receipt)]

    assert [("no-store" in a["Cache-Control"], a.status_code) for a in answers] == [(True, 200)] * 2


def test_motivation_without_english_words_says_that_it_is_swedish():
    browser = Browser(make_vote(), "en")
    anna = Entry.objects.get(candidate__slug="anna").candidate
    anna.motivation_en = ""
    anna.save()

    text = browser.get("finalists").text

    assert text.count('<div lang="sv"><p>Visar vägen för andra.</p></div>') == 1


@pytest.mark.parametrize(
    ("phase", "words"),
    [("jury", "has not opened yet"), ("counting", "is over"), ("announced", "The result")],
)
def test_paper_outside_the_vote_says_when(phase, words):
    answer = Browser(make_vote(phase), "en").get("vote")

    assert answer.status_code == 200
    assert words in answer.text
    assert 'name="submission"' not in answer.text


def test_vote_changed_before_closing_counts_as_it_was_last():
    browser = Browser(make_vote())

    browser.vote(**{CATEGORY: "anna"})
    browser.vote(**{CATEGORY: "cecilia"})

    assert [b.choice for b in Ballot.objects.current(browser.round)] == ["cecilia"]


def test_finalists_stand_with_their_motivation_and_a_link_of_their_own():
    browser = Browser(make_vote(), "en")

    with stopped_clock(hour_of(browser.round, 1)):
        text = browser.get("finalists").text

    listed = re.findall(r'<article class="finalist"\s+id="(\w+)"', text)
    assert listed == ["berit", "anna", "cecilia"], "the order of that hour"
    assert text.count("Shows others the way.") == 3
    assert text.count(f'href="{browser.path("vote")}"') == 2


@pytest.mark.parametrize("phase", ["nomination", "jury"])
def test_finalists_are_not_shown_before_the_vote_opens(phase):
    text = Browser(make_vote(phase), "en").get("finalists").text

    assert "Anna" not in text
    assert "when the vote opens" in text


def test_finalist_who_declined_is_gone_from_every_page():
    browser = Browser(make_vote())
    decline_candidacy(Entry.objects.get(candidate__slug="anna").candidate)

    pages = [browser.get(name).text for name in ("vote", "finalists", "edition")]

    assert ["Anna" in page for page in pages] == [False] * 3


def test_shortlist_that_no_worker_made_is_asked_for(monkeypatch):
    round = make_vote()
    entries = list(Entry.objects.filter(round=round))
    Entry.objects.all().delete()
    monkeypatch.setattr(shortlist, "_makers", [])
    shortlist.on_missing(lambda edition: Entry.objects.bulk_create(entries))

    answer = Browser(round).get("vote")

    assert 'value="anna"' in answer.text


def test_vote_without_finalists_says_so(monkeypatch):
    round = make_vote()
    Entry.objects.all().delete()
    monkeypatch.setattr(shortlist, "_makers", [])
    browser = Browser(round, "en")

    answers = [browser.get(name) for name in ("vote", "finalists", "edition")]

    assert [a.status_code for a in answers] == [200] * 3
    assert "not settled yet" in answers[0].text
    assert "not settled yet" in answers[1].text


@pytest.mark.parametrize("name", ["vote", "finalists", "receipt_check"])
def test_pages_of_an_edition_that_is_not_public_or_has_no_vote_are_not_there(name):
    hidden = Browser(make_vote(is_public=False))
    voteless = Browser(make_edition("nomination", kinds=("nomination",)).rounds.get())

    assert [hidden.get(name).status_code, voteless.get(name).status_code] == [404, 404]


@pytest.mark.parametrize("name", ["vote_confirm", "vote_receipt"])
def test_pages_of_a_key_that_nobody_has_tell_nothing(name):
    assert Browser(make_vote()).get(name, key=uuid4()).status_code == 403


def test_front_page_of_the_edition_invites_to_vote():
    browser = Browser(make_vote(), "en")

    text = browser.get("edition").text

    assert f'href="{browser.path("vote")}"' in text
    assert text.count('<li class="person">') == 3


@pytest.mark.django_db(transaction=True)
def test_vote_is_cast_with_the_broker_dead_and_nobody_waits_for_it(dead_broker, monkeypatch):  # noqa: F811
    browser = Browser(make_vote())
    pauses = []
    monkeypatch.setattr("kombu.utils.functional.sleep", pauses.append)

    done = browser.vote()

    assert (done.status_code, Ballot.objects.count()) == (302, 1)
    assert sum(pauses) == 0
    assert Message.objects.get().state == Message.State.QUEUED


def test_scanner_that_opens_and_submits_everything_uses_nothing_up():
    """A clean client opens each address of the vote and submits every form that it finds there."""
    round = make_vote()
    browser, robot = Browser(round), Browser(round)
    page = browser.choose()["Location"]
    pending = the_pending_vote()
    addresses = [
        page,
        robot.path("vote_receipt", key=pending.key),
        *(robot.path(name) for name in ("vote", "finalists", "receipt_check", "edition")),
    ]

    for address in addresses:
        robot.client.head(address)
        text = robot.client.get(address).text
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', text))
        robot.client.post(address, fields)
        robot.client.post(address, {"code": "123456", "renew": "1", **fields})

    pending.refresh_from_db()
    assert (pending.code_attempts, pending.done_at, Ballot.objects.count()) == (0, None, 0)
    assert Message.objects.count() == 1
    assert browser.type_code(page).status_code == 302


def test_choice_stands_in_no_address_no_mail_and_no_log(caplog, capfd):
    browser = Browser(make_vote())

    page = browser.choose()["Location"]
    receipt = browser.type_code(page)["Location"]

    written = "".join(capfd.readouterr()) + caplog.text
    addresses = page + receipt
    mail = Message.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(content::text, ''), '') FROM log_logpayload")
        (log,) = cursor.fetchone()
    for place in (written, addresses, mail.subject, mail.text, mail.occasion, log):
        assert "anna" not in place.lower()
        assert Ballot.objects.get().receipt not in place
