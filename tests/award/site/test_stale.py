"""A form from an old page, or from a browser without cookies, comes back with all that was in it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from nominations.models import Candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.typing_again import kept_on, press_again

pytestmark = pytest.mark.django_db
WORDS = "Hon visar vägen för andra."


@pytest.fixture
def her():
    return make_nominee(make_edition("nomination"), "Anna Ek")


@pytest.fixture
def browser(her):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_organiser(her.edition))
    return client


def page_of(her):
    return reverse("desk_candidate", args=[her.edition.award.slug, her.edition.year, her.pk])


def test_organisers_old_page_comes_back_with_what_was_typed_and_goes_at_the_next_press(
    browser, her
):
    typed = {"name": "Anna Ek", "motivation_sv": WORDS}
    browser.get(page_of(her))

    old = browser.post(page_of(her), {**typed, "csrfmiddlewaretoken": "x" * 64})
    unchanged = Candidate.objects.get().motivation_sv
    sent = press_again(browser, old.text)

    assert old.status_code == 403
    assert "Sidan var för gammal" in old.text
    assert dict(kept_on(old.text)) == typed
    assert unchanged != WORDS
    assert sent.status_code == 302
    assert Candidate.objects.get().motivation_sv == WORDS


def test_nominees_page_keeps_what_she_wrote(her):
    path = reverse(
        "candidate_answer", args=[her.edition.award.slug, her.edition.year, her.answer_key]
    )

    old = Client(enforce_csrf_checks=True).post(path, {"presentation": WORDS})

    assert dict(kept_on(old.text)) == {"presentation": WORDS}


def test_key_of_the_old_page_is_not_carried_on(browser, her):
    browser.get(page_of(her))

    old = browser.post(page_of(her), {"csrfmiddlewaretoken": "gammal"})

    assert 'value="gammal"' not in old.text


@pytest.mark.parametrize(("language", "words"), [("", "ingen kaka"), ("/en", "no cookie")])
@pytest.mark.parametrize("path", ["/konto/login/", "/arets-pris/2026/nominera/"])
def test_browser_without_cookies_is_told_at_once(path, language, words):
    if "nominera" in path:
        edition = make_edition("nomination")
        path = f"/{edition.award.slug}/{edition.year}/nominera/"

    answer = Client(enforce_csrf_checks=True).post(language + path, {"motivation": WORDS})

    assert words in answer.text
    assert WORDS in answer.text
    assert "för gammal" not in answer.text
    assert "too old" not in answer.text


def test_page_itself_says_so_before_anything_is_typed_where_scripts_run(client):
    text = client.get("/lofte/").text

    assert "data-no-cookies hidden" in text


def test_what_saves_by_itself_gets_no_page(browser, her):
    header = {"X-Requested-With": "autosave"}

    answer = browser.post(page_of(her), {"motivation_sv": WORDS}, headers=header)

    assert answer.status_code == 403
    assert WORDS not in answer.text


def test_form_over_tls_without_a_word_of_where_it_comes_from_is_shown_to_nobody(her):
    answer = Client(enforce_csrf_checks=True).post(
        page_of(her), {"motivation_sv": WORDS}, secure=True
    )

    assert answer.status_code == 403
    assert settings.CSRF_COOKIE_NAME not in answer.cookies
    assert WORDS not in answer.text
