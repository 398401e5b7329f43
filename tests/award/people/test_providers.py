"""Signing in through an outside provider, by the whole exchange with one on loopback."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db import connection

from award.people.models import Person
from tests.award.people.provider import Provider
from tests.factories import make_edition, make_person, make_role
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db

START = "/konto/oidc/prov/login/"
NUMBER = "198501019802"


@pytest.fixture
def provider(settings):
    running = Provider()
    running.install(settings)
    yield running
    running.close()


def sign_in(client, path: str = START):
    """Press the button, go to the provider, and come back with what it gave."""
    to_provider = client.post(path)
    back = requests.get(to_provider.url, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def vouched(email: str, **more) -> dict:
    return {"sub": "abc-1", "email": email, "email_verified": True, **more}


def test_an_invited_person_gets_in_by_the_address_the_provider_vouches_for(client, provider):
    owner = make_role(make_edition(), "owner")
    provider.claims = vouched(owner.email.upper())

    answer = sign_in(client)

    asked = provider.asked[0]
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert 8 * 3600 - 60 < client.session.get_expiry_age() <= 8 * 3600
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert sorted(asked["scope"].split()) == ["email", "openid", "profile"]


def test_the_second_time_she_is_known_by_the_provider_also_after_a_change_of_address(
    client, provider
):
    owner = make_role(make_edition(), "owner")
    provider.claims = vouched(owner.email)
    sign_in(client)
    client.post("/konto/logout/")
    provider.claims = vouched("ny.adress@example.org")

    sign_in(client)

    assert client.session["_auth_user_id"] == str(owner.pk)
    assert SocialAccount.objects.count() == 1


def test_somebody_unknown_is_told_kindly_and_no_account_is_made(client, provider):
    provider.claims = vouched("okand@example.org")

    page = sign_in(client)

    assert page.templates[0].name == "account/signup_closed.html"
    assert "Konton ges på inbjudan" in page.content.decode()
    assert (Person.objects.count(), SocialAccount.objects.count()) == (0, 0)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("verified", [False, None, "false", "True", 1])
def test_an_address_that_the_provider_does_not_vouch_for_takes_over_nothing(
    client, provider, verified
):
    owner = make_role(make_edition(), "owner")
    provider.claims = vouched(owner.email, email_verified=verified)

    page = sign_in(client)

    assert page.templates[0].name == "account/signup_closed.html"
    assert "_auth_user_id" not in client.session
    assert SocialAccount.objects.count() == 0


def test_an_answer_meant_for_another_site_is_refused(client, provider):
    owner = make_role(make_edition(), "owner")
    provider.claims, provider.audience = vouched(owner.email), "someone-else"

    page = sign_in(client)

    assert page.templates[0].name == "socialaccount/authentication_error.html"
    assert "_auth_user_id" not in client.session


def test_an_answer_cannot_be_used_in_another_browser(client, provider):
    owner = make_role(make_edition(), "owner")
    provider.claims = vouched(owner.email)
    to_provider = client.post(START)
    back = requests.get(to_provider.url, allow_redirects=False, timeout=10).headers["Location"]
    client.cookies.clear()

    parts = urlsplit(back)
    page = client.get(f"{parts.path}?{parts.query}")

    assert page.templates[0].name == "socialaccount/authentication_error.html"
    assert "_auth_user_id" not in client.session


def test_somebody_who_breaks_off_is_shown_the_way_back(client, provider):
    provider.refuses = True

    answer = sign_in(client)
    page = client.get(answer.url)

    assert answer.url == "/konto/3rdparty/login/cancelled/"
    assert "/konto/login/" in page.content.decode()


def test_a_provider_that_does_not_answer_is_told_in_words(client, provider):
    provider.close()

    page = client.post(START)

    assert page.status_code == 401
    assert "Provleverantören svarade inte" in page.content.decode()


def test_a_provider_is_followed_to_no_other_place(client, provider):
    provider.leads_to = f"{provider.url}/authorize"

    page = client.post(START)

    assert page.status_code == 401
    assert (provider.asked, "_auth_user_id" in client.session) == ([], False)


def test_whoever_has_a_key_is_asked_for_it_after_the_provider_too(client, provider):
    owner = make_role(make_edition(), "owner")
    Authenticator.objects.create(user=owner, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    provider.claims = vouched(owner.email)

    answer = sign_in(client)

    assert (answer.status_code, answer.url) == (302, "/konto/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_a_person_without_address_at_the_provider_connects_it_herself(client, provider):
    """As with brokers of electronic identities, which know a subject and no address."""
    owner = make_role(make_edition(), "owner")
    provider.claims = {"sub": "abc-1"}
    refused = sign_in(client)
    sign_in_now(client, owner)

    sign_in(client, f"{START}?process=connect")
    page = client.get("/konto/3rdparty/")
    client.logout()
    sign_in(client)

    assert refused.templates[0].name == "account/signup_closed.html"
    assert "Provleverantören" in page.content.decode()
    assert client.session["_auth_user_id"] == str(owner.pk)


def test_what_one_has_connected_nobody_else_can(client, provider):
    first, second = make_person(), make_person()
    provider.claims = {"sub": "abc-1"}
    sign_in_now(client, first)
    sign_in(client, f"{START}?process=connect")
    sign_in_now(client, second)

    sign_in(client, f"{START}?process=connect")

    assert [a.user for a in SocialAccount.objects.all()] == [first]


def test_no_personal_number_is_kept_anywhere(client, provider, caplog):
    owner = make_role(make_edition(), "owner")
    provider.claims = {
        "sub": NUMBER, "nin": NUMBER, "personal_number": NUMBER, "name": "Eva Ek", "birthdate": "1985-01-01",
        "email": owner.email, "email_verified": True,
    }  # fmt: skip
    caplog.set_level(logging.DEBUG)

    sign_in(client)

    kept = SocialAccount.objects.get()
    sessions = [json.dumps(s.get_decoded(), default=str) for s in Session.objects.all()]
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert (len(kept.uid), kept.extra_data, SocialToken.objects.count()) == (64, {}, 0)
    assert [
        s for s in (*sessions, caplog.text, *every_text()) if NUMBER in s or "1985-01" in s
    ] == []


def every_text() -> list[str]:
    """Every row of every table, as PostgreSQL writes it out."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows: list[str] = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return rows


def test_the_sign_in_page_has_a_button_that_goes_straight_there(client, provider):
    page = client.get("/konto/login/?next=/jury/").content.decode()

    assert "Logga in med Provleverantören" in page
    assert f'action="{START}?process=login&amp;next=%2Fjury%2F"' in page


def test_a_visit_by_link_alone_starts_nothing(client, provider):
    """Else another site could sign somebody in without her doing."""
    page = client.get(START)

    assert page.status_code == 200
    assert provider.asked == []


def test_where_the_provider_sends_back_to_is_this_site(client, provider):
    to_provider = client.post(START)

    query = parse_qs(urlsplit(to_provider.url).query)
    assert query["redirect_uri"] == ["http://testserver/konto/oidc/prov/login/callback/"]


def test_providers_from_the_environment_may_be_gone_to_from_a_form():
    app = {
        "provider_id": "broker", "name": "BankID", "client_id": "x", "secret": "y",
        "settings": {"server_url": "https://broker.example/tenant", "origins": ["https://login.example/start"]},
    }  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", "from award import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"],
        env={**os.environ, "OIDC_PROVIDERS": json.dumps([app])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert told.stdout.strip() == "[\"'self'\", 'https://broker.example', 'https://login.example']"
