"""The page of a fresh paper comes from memory, is never of before, and has what is each browser's own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from award.programme.models import Award
from nominations.domain.answering import decline_candidacy
from nominations.models import Candidate
from tests.factories import make_organiser
from tests.reading import squeezed
from tests.time_travel import rewrite_window
from tests.voting.ballots.browsing import EVA, Browser
from tests.voting.ballots.electorate import CATEGORY, make_vote
from tests.voting.ballots.turning import with_number
from voting.ballots.models import PendingVote
from voting.ballots.views import shared_paper, voting

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SUBMISSION = re.compile(r'name="submission" value="([\w-]+)"')


@pytest.fixture
def round():
    """A vote whose paper has been shown in both languages, in the order in which `paper` shows it."""
    made = make_vote(categories=2)
    for language in ("sv", "en"):
        paper(made, language)
    return made


def paper(round, language="sv"):
    """As a new browser sees it, each time in the same order."""
    return with_number(round, 1, language).get("vote").text


def without_holes(text):
    return SUBMISSION.sub("", TOKEN.sub("", text))


def anna():
    return Candidate.objects.filter(slug="anna")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("method", ["single", "approval", "score", "irv"])
def test_page_is_the_one_that_is_made_anew(language, method, monkeypatch):
    round = make_vote(categories=2, method=method)
    kept = [paper(round, language) for _ in range(2)][1]

    monkeypatch.setattr(voting, "is_fresh", lambda request, round: False)

    assert without_holes(kept) == without_holes(paper(round, language))


def test_each_browser_has_a_number_and_a_token_of_its_own(round):
    pages = [paper(round) for _ in range(3)]

    assert len({SUBMISSION.search(page)[1] for page in pages}) == 3
    assert len({TOKEN.search(page)[1] for page in pages}) == 3
    assert not any(
        hole in page for page in pages for hole in (shared_paper.SUBMISSION, shared_paper.TOKEN)
    )


def test_form_of_a_page_from_memory_passes_the_guard_of_forms(round):
    browser = Browser(round)
    browser.client = Client(enforce_csrf_checks=True)
    text = browser.get("vote").text
    sent = {"csrfmiddlewaretoken": TOKEN.search(text)[1], "submission": SUBMISSION.search(text)[1]}

    answer = browser.client.post(browser.path("vote"), sent | {"email": EVA, CATEGORY: "anna"})

    assert answer.status_code == 302
    assert str(PendingVote.objects.get().submission_key) == sent["submission"]


def test_token_of_another_browser_does_not_pass(round):
    browser = Browser(round)
    browser.client = Client(enforce_csrf_checks=True)
    text = browser.get("vote").text
    sent = {"csrfmiddlewaretoken": TOKEN.search(paper(round))[1]}
    sent["submission"] = SUBMISSION.search(text)[1]

    answer = browser.client.post(browser.path("vote"), sent | {"email": EVA, CATEGORY: "anna"})

    assert answer.status_code == 422
    assert not PendingVote.objects.exists()


def test_page_is_kept_by_no_cache(round):
    answer = Browser(round).get("vote")

    assert "no-store" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


def test_whoever_leaves_is_off_the_page_at_once(round):
    decline_candidacy(anna().get())

    assert "Anna" not in paper(round)


def test_changed_name_and_picture_are_on_the_page_at_once(round):
    anna().update(name="Anna Ny", portrait="portraits/ny.jpg", portrait_alt="Anna")

    text = paper(round)
    assert "<strong>Anna Ny</strong>" in text
    assert "portraits/ny.jpg" in text


def test_award_that_is_renamed_is_called_so_at_once(round):
    Award.objects.filter(pk=round.edition.award_id).update(name_sv="Nya priset")

    assert "Nya priset" in paper(round)


def test_more_time_is_told_at_once(round):
    before = paper(round)

    rewrite_window(round, closes_at=round.closes_at + timedelta(days=1))

    assert without_holes(paper(round)) != without_holes(before)


def test_vote_that_is_over_shows_no_paper(round):
    rewrite_window(round, closes_at=round.opens_at + timedelta(seconds=1))

    assert SUBMISSION.search(paper(round)) is None


def test_languages_are_apart(round):
    pages = [paper(round, language) for language in ("sv", "en")]

    assert ['<html lang="sv">' in page for page in pages] == [True, False]
    assert ["Go on" in page for page in pages] == [False, True]


def test_whoever_is_signed_in_sees_that(round):
    browser = Browser(round, "en")
    browser.client.force_login(
        make_organiser(round.edition), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert "My pages" in browser.get("vote").text
    assert "My pages" not in paper(round, "en")


def test_browser_that_voted_is_told_who_has_left(round):
    browser = Browser(round, "en")
    browser.vote()
    decline_candidacy(anna().get())

    told = "In this browser you voted for Anna"
    assert told in squeezed(browser.get("vote").text)
    assert told not in squeezed(paper(round, "en"))
