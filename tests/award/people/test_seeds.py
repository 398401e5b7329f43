"""A dump of the database holds nothing that a code of an authenticator could be made of."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)

from award.people.seeds import CLOSED, SeedsAdapter
from tests.authenticator import code_shown
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed() -> str:
    return generate_totp_secret()


def stored(kind: str) -> Authenticator:
    return Authenticator.objects.get(type=kind)


def test_the_seed_of_an_app_is_stored_closed_and_its_code_fits_once(seed):
    TOTP.activate(make_person(), seed)
    kept = stored("totp")
    code = code_shown(seed)

    first, again = (TOTP(kept).validate_code(code) for _ in range(2))

    assert kept.data["secret"].startswith(CLOSED)
    assert seed not in str(kept.data)
    assert (first, again) == (True, False)


def test_the_seed_of_reserve_codes_is_stored_closed_and_each_fits_once():
    person = make_person()
    codes = RecoveryCodes.activate(person).generate_codes()
    kept = stored("recovery_codes")

    first, again = (
        RecoveryCodes(stored("recovery_codes")).validate_code(codes[3]) for _ in range(2)
    )

    assert kept.data["seed"].startswith(CLOSED)
    assert (len(set(codes)), first, again) == (10, True, False)


def test_two_of_one_seed_are_unlike(seed):
    adapter = SeedsAdapter()

    assert adapter.encrypt(seed) != adapter.encrypt(seed)


def test_one_that_was_stored_open_works_still(seed):
    kept = Authenticator.objects.create(user=make_person(), type="totp", data={"secret": seed})

    assert TOTP(kept).validate_code(code_shown(seed)) is True


def test_with_another_key_no_code_fits_and_nothing_breaks(seed, settings):
    TOTP.activate(make_person(), seed)
    settings.SECRET_KEY = "another-key-another-key-another-key-another-key-0123"

    assert TOTP(stored("totp")).validate_code(code_shown(seed)) is False
    assert SeedsAdapter().decrypt(stored("totp").data["secret"]) != seed


@pytest.mark.parametrize("at", [0, 11, 12, -1])
def test_one_that_was_changed_opens_no_door(seed, at):
    TOTP.activate(make_person(), seed)
    kept = stored("totp")
    text = kept.data["secret"].removeprefix(CLOSED)
    place = at % len(text)
    other = "A" if text[place] != "A" else "B"
    kept.data["secret"] = CLOSED + text[:place] + other + text[place + 1 :]

    assert TOTP(kept).validate_code(code_shown(seed)) is False
