"""Bodies that come a byte at a time: they keep a connection, and no thread that anybody waits for."""

from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import pytest

from tests.storm.browsing import Browser
from tests.storm.processes import answers

pytestmark = [
    pytest.mark.storm,
    pytest.mark.xdist_group("storm"),
    pytest.mark.django_db(transaction=True),
]
HEAD = (
    "POST /konto/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)


@pytest.fixture
def site(processes):
    return processes.web()


def begin(site: str, sent: bytes = b"login=", *, length: int = 1000) -> socket.socket:
    """A request whose body has begun."""
    place = urlsplit(site)
    found = socket.create_connection((place.hostname, place.port), 10)
    found.sendall(HEAD.format(length=length).encode() + sent)
    return found


def test_bodies_that_trickle_stop_nobody(site):
    """Eight stopped the whole site, its health too, for as long as they liked."""
    slow = [begin(site) for _ in range(40)]
    browser = Browser(site)

    pages = [browser.get("/").status for _ in range(3)]
    for each in slow:
        each.sendall(b"x")
    healthy = answers(f"{site}/healthz")

    for each in slow:
        each.close()
    assert (pages, healthy) == ([200] * 3, True)
    assert browser.slowest < 3


def test_body_that_comes_in_pieces_is_taken_whole(site):
    browser = Browser(site)
    browser.get("/konto/login/")
    rest = b"x" * 994
    slow = begin(site)

    for start in range(0, len(rest), 200):
        slow.sendall(rest[start : start + 200])
        time.sleep(0.05)

    assert slow.recv(12) == b"HTTP/1.1 403", "Django has read it, and misses the form's token"


def test_body_that_is_longer_than_any_picture_is_not_read(site):
    refused = begin(site, b"", length=13 * 1024 * 1024)

    assert refused.recv(12) == b"HTTP/1.1 413"


def test_body_that_ends_before_its_end_does_nothing_and_harms_nobody(site):
    begin(site).close()

    assert answers(f"{site}/healthz")
    assert Browser(site).get("/").status == 200
