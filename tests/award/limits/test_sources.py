"""Who asks: as far as an address tells, and no further than the proxies that are ours."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from award.limits.asker import OF_OURS, client_address, source_of
from award.limits.domain.sources import OURS, hashed, network_of


def request(forwarded: str = "", **data: str):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    made = RequestFactory().post("/", data, REMOTE_ADDR="192.0.2.1", **headers)
    made.session = SessionStore()
    return made


@pytest.mark.parametrize(("address", "network"), [
    ("192.0.2.7", "192.0.2.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
    ("2001:db8:1:ffff::1", "2001:db8:1::"),
    ("2001:db8:2::1", "2001:db8:2::"),
    ("::ffff:192.0.2.7", "192.0.2.7"),
    ("unix:", "unix:"),
    ("", ""),
])  # fmt: skip
def test_a_network_is_what_one_customer_has(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(("proxies", "forwarded", "address"), [
    (0, "", "192.0.2.1"),
    (0, "203.0.113.9", "192.0.2.1"),
    (1, "203.0.113.9", "203.0.113.9"),
    (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
    (2, "10.9.9.9, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
    (2, "203.0.113.9", "192.0.2.1"),
    (1, "", ""),
])  # fmt: skip
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert client_address(request(forwarded)) == (address or "192.0.2.1")


def test_a_browser_without_a_session_is_nobody():
    assert source_of(request()).browser == ""


def test_a_source_holds_no_address_and_no_key():
    source = source_of(request())

    assert source.network == hashed("network", "192.0.2.1")
    assert len(source.network) == 32


def test_what_the_form_brings_is_read():
    source = source_of(request(altcha="abc", queue="1"))

    assert (source.proof, source.waits) == ("abc", True)
    assert source_of(request()).waits is False


def test_hashes_of_two_kinds_cannot_be_joined():
    assert hashed("network", "x") != hashed("address", "x")
    assert hashed("network", "") == ""


def test_the_program_itself_is_not_counted_and_nobody_can_say_to_be_it():
    ours = RequestFactory().post("/", **OF_OURS)
    named = {f"HTTP_{name.upper().replace('.', '_')}": value for name, value in OF_OURS.items()}
    stranger = RequestFactory().post("/", **named)
    stranger.session = SessionStore()

    assert (source_of(ours), source_of(stranger) == OURS) == (OURS, False)
    assert all("." in name for name in OF_OURS), "no name of a header becomes one with a dot"
