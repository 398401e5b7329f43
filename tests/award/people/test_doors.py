"""The ways into an account: those that are meant, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from allauth.urls import urlpatterns as packaged
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from award.people.doors import ASKS_AGAIN, OPEN, doors
from tests.authenticator import code_shown
from tests.factories import make_person
from tests.shown import sign_in_now

pytestmark = pytest.mark.django_db

ARGUMENTS = {"uidb36": "1", "key": "abc-def", "provider_id": "nowhere", "pk": 1, "rest": "x"}
LATELY, LONG_AGO = 60, 20 * 60
# Names that have a page of our own in front of the package's.
OURS = {"mfa_list_webauthn", "account_request_login_code"}
CLOSED = {
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "socialaccount_signup",
    "",
}


def every_door(patterns, prefix="") -> Iterator[tuple[str, str]]:
    """(name, address) of each."""
    for each in patterns:
        place = prefix + re.sub(r"[\^$]", "", str(each.pattern))
        if isinstance(each, URLResolver):
            yield from every_door(each.url_patterns, place)
        else:
            yield each.name or "", place


def names(patterns) -> set[str]:
    return {name for name, _ in every_door(patterns)}


def address(name: str) -> str:
    taken = get_resolver().reverse_dict.getlist(name)
    wanted = taken[0][0][0][1] if taken else []
    return reverse(name, kwargs={key: ARGUMENTS[key] for key in wanted})


def test_every_address_of_the_package_is_open_guarded_or_closed():
    assert names(packaged) - OPEN - ASKS_AGAIN - OURS == CLOSED


def test_nothing_is_open_that_the_package_does_not_have():
    assert names(packaged) >= OPEN | ASKS_AGAIN


def test_an_address_that_a_later_version_brings_is_closed():
    new = URLPattern(packaged[0].pattern, lambda request: None, name="account_by_magic")
    package = [*packaged, new]

    assert "account_by_magic" in names(package) - OPEN - ASKS_AGAIN
    assert names(doors()) == names(packaged)


@pytest.mark.parametrize("name", sorted(CLOSED - {""}))
@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_page_of_passwords_is_not_there(client, name, method, inside):
    if inside:
        sign_in_now(client, make_person())

    answer = getattr(client, method)(address(name), {"email": "eva@example.org"})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "place", ["social/signup/", "social/connections/", "social/login/cancelled/"]
)
def test_an_old_address_of_the_package_is_closed(client, place):
    assert client.get(f"/konto/{place}").status_code == 404


def test_a_password_opens_nothing(client):
    person = make_person()
    person.set_password("hemligt")
    person.save()

    client.post("/konto/login/", {"login": person.email, "password": "hemligt"})

    assert "_auth_user_id" not in client.session


def test_the_second_page_that_asks_for_an_address_leads_to_the_first(client):
    answer = client.get("/konto/login/code/?next=/jury/")

    assert (answer.status_code, answer.url) == (302, "/konto/login/?next=/jury/")


@pytest.mark.parametrize("name", sorted(ASKS_AGAIN))
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_opens_the_account_asks_once_more_who_it_is(client, name, method):
    sign_in_now(client, make_person(), ago=LONG_AGO * 3)

    answer = getattr(client, method)(address(name))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_confirm"))


@pytest.mark.parametrize("name", sorted(ASKS_AGAIN))
def test_whoever_has_just_signed_in_is_not_asked(client, name):
    sign_in_now(client, make_person(), ago=LATELY)

    answer = client.get(address(name))

    assert not getattr(answer, "url", "").startswith(reverse("account_confirm"))


@pytest.mark.parametrize("name", sorted(ASKS_AGAIN))
def test_a_stranger_is_asked_to_sign_in(name):
    answer = Client().get(address(name))

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.fixture
def seed() -> str:
    """Of an authenticator."""
    return generate_totp_secret()


@pytest.mark.parametrize("right", [True, False])
def test_who_shows_again_who_she_is_goes_on_in_a_new_session(client, seed, right):
    person = make_person()
    TOTP.activate(person, seed)
    sign_in_now(client, person, ago=LONG_AGO)
    before = client.cookies["sessionid"].value
    code = code_shown(seed) if right else "x"

    client.post(reverse("mfa_reauthenticate"), {"code": code})

    old = Client()
    old.cookies["sessionid"] = before
    assert (client.cookies["sessionid"].value != before) is right
    assert (old.get("/konto/").status_code == 302) is right
    assert client.get("/konto/").status_code == 200


@pytest.mark.parametrize("page", ["/konto/", "/desk/", "/jury/", "/lofte/"])
def test_signing_out_is_in_sight_for_whoever_is_signed_in_and_nobody_else(client, page):
    sign_in_now(client, make_person())

    hers, strangers = client.get(page).text, Client().get(page, follow=True).text

    assert (">Logga ut</a>" in hers, ">Logga ut</a>" in strangers) == (True, False)
