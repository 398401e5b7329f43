"""Showing once more who one is, before something that cannot be taken back."""

from __future__ import annotations

import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from award.mail.models import Message
from award.people.views.confirmed import recently_confirmed
from tests.factories import make_edition, make_person, make_role
from tests.posted import as_sent
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db

CONFIRM = "/konto/bekrafta/"
CODE = "/konto/login/code/confirm/"
UNSENT = "/konto/ej-skickat/"
LONG_AGO = 20 * 60
VERY_LONG_AGO = 31 * 60


@pytest.fixture
def person():
    return make_person()


@recently_confirmed
def hand_out(request):
    return HttpResponse("it")


def ask(person, *, ago, method="get", path="/desk/ut/?a=1", **headers):
    client = Client()
    sign_in_now(client, person, ago=ago)
    request = getattr(RequestFactory(), method)(path, **headers)
    request.user, request.session = person, SessionStore(client.session.session_key)
    return hand_out(request)


def newest_code(person) -> str:
    mail = as_sent(Message.objects.filter(recipient=person.email).latest("created_at"))
    return re.search(r"^\d{6,}$", mail.text, re.MULTILINE)[0]


@pytest.mark.parametrize(("ago", "method", "through"), [
    (60, "get", True),
    (LONG_AGO, "get", False),
    (LONG_AGO, "post", True),
    (VERY_LONG_AGO, "post", False),
])  # fmt: skip
def test_who_was_shown_the_form_may_take_her_time_over_it(person, ago, method, through):
    answer = ask(person, ago=ago, method=method)

    assert (answer.status_code == 200) is through


def test_she_is_led_back_to_where_she_was_going(person):
    answer = ask(person, ago=LONG_AGO)

    assert answer.url == f"{CONFIRM}?next=%2Fdesk%2Fut%2F%3Fa%3D1"


def test_what_is_only_posted_to_leads_back_to_the_page_that_has_the_button(person):
    page = "http://testserver/desk/personer/7/"

    answer = ask(person, ago=VERY_LONG_AGO, method="post", HTTP_REFERER=page)

    assert answer.url == f"{CONFIRM}?next=%2Fdesk%2Fpersoner%2F7%2F"


@pytest.mark.parametrize(
    "page", ["", "https://evil.example/desk/", "http://testserver//evil.example/"]
)
def test_a_button_on_another_site_leads_to_the_account(person, page):
    answer = ask(person, ago=VERY_LONG_AGO, method="post", HTTP_REFERER=page)

    assert answer.url == f"{CONFIRM}?next=%2Fkonto%2F"


def test_a_record_of_somebody_else_in_the_same_browser_does_not_count(person):
    client = Client()
    sign_in_now(client, make_person())
    request = RequestFactory().get("/")
    request.user, request.session = person, SessionStore(client.session.session_key)

    assert hand_out(request).status_code == 302


def test_without_a_key_she_shows_it_by_a_mailed_code_and_is_back(client, person):
    sign_in_now(client, person, ago=LONG_AGO)

    page = client.get(f"{CONFIRM}?next=/konto/email/")
    asked = client.post(CONFIRM, {"next": "/konto/email/"})
    answer = client.post(CODE, {"code": newest_code(person), "next": "/konto/email/"})

    assert person.email in page.content.decode()
    assert (asked.status_code, asked.url) == (302, f"{CODE}?next=%2Fkonto%2Femail%2F")
    assert (answer.status_code, answer.url) == (302, "/konto/email/")
    assert client.get("/konto/email/").status_code == 200


def test_with_a_key_she_uses_it(client, person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    sign_in_now(client, person, ago=LONG_AGO)

    answer = client.get(f"{CONFIRM}?next=/konto/email/")

    assert (answer.status_code, answer.url) == (
        302,
        "/konto/reauthenticate/?next=%2Fkonto%2Femail%2F",
    )


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:x", ""])
def test_she_is_never_led_to_another_site(client, person, wanted):
    sign_in_now(client, person, ago=LONG_AGO)

    page = client.get(CONFIRM, {"next": wanted})
    asked = client.post(CONFIRM, {"next": wanted})

    assert page.context["next"] == "/konto/"
    assert asked.url == f"{CODE}?next=%2Fkonto%2F"


def test_a_stranger_signs_in_first(client):
    assert client.get(CONFIRM).url.startswith("/konto/login/")


def test_a_view_that_nobody_is_signed_in_for_decides_itself():
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False)

    assert hand_out(request).content == b"it"


def test_what_she_had_written_is_there_when_she_has_shown_who_she_is(client, person):
    edition = make_edition("nomination")
    make_role(edition, "owner", person=person)
    erase = reverse("desk_person_erase", args=[edition.award.slug, edition.year])
    sign_in_now(client, person, ago=VERY_LONG_AGO)

    asked = client.post(f"{erase}?held=x", {"reason": "Hon ringde och bad om det."})
    client.post(CONFIRM, {"next": UNSENT})
    client.post(CODE, {"code": newest_code(person)})
    page = client.get(UNSENT)

    assert asked.url == f"{CONFIRM}?next={quote(UNSENT, safe='')}"
    assert "Hon ringde och bad om det." in page.text
    assert "visa vem du är" in page.text
