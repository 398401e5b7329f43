"""A code opens the door however it was pasted: from the mail, the authenticator, or the paper with reserve codes."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.core.cache import cache
from django.urls import reverse

from award.mail.models import Message
from tests.authenticator import code_shown
from tests.factories import make_edition, make_organiser
from tests.posted import mails_to

pytestmark = pytest.mark.django_db

WAYS = {
    "blanks": "{0} {1}", "dash": "{0}–{1}", "nothing": "{0}{1}", "unseen": "\u2066{0}\u200b{1}\u2069", "label": "Kod: {0}{1}",
    "sentence": "Din kod är {0}{1}.", "no-break": "{0}\u202f{1}\n", "tab": "\t{0}\u2011{1}",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def person():
    return make_organiser(make_edition())


def pasted(code: str, way: str) -> str:
    half = len(code) // 2
    return WAYS[way].format(code[:half], code[half:])


def full_width(code: str) -> str:
    return code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


@pytest.mark.parametrize("way", WAYS)
def test_the_mailed_code_lets_in(client, person, way):
    client.post(reverse("account_login"), {"login": person.email})
    code = re.search(r"^\d{6}$", mails_to(person.email)[0].text, re.MULTILINE)[0]

    answer = client.post(
        reverse("account_confirm_login_code"), {"code": full_width(pasted(code, way))}
    )

    assert answer.status_code == 302
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize("typed", ["\u200b{}", "{}", " {} \n", "Olga <{}>"])
def test_the_address_is_hers_however_it_was_pasted(client, person, typed):
    client.post(reverse("account_login"), {"login": typed.format(person.email.upper())})

    assert Message.objects.filter(recipient=person.email).exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_code_of_the_authenticator_is_hers(client, person, way):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    client.force_login(person)

    answer = client.post(reverse("mfa_reauthenticate"), {"code": pasted(code_shown(secret), way)})

    assert answer.status_code == 302


@pytest.mark.parametrize("way", WAYS)
def test_a_reserve_code_is_hers(client, person, way):
    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    client.force_login(person)

    answer = client.post(reverse("mfa_reauthenticate"), {"code": pasted(code, way)})

    assert answer.status_code == 302


def test_a_code_of_another_length_says_which_there_are(client, person):
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person)

    answer = client.post(reverse("mfa_reauthenticate"), {"code": "1234"})

    assert (
        "Koden är 6 siffror från din autentiseringsapp, eller 8 från en reservkod." in answer.text
    )
