"""Connections that nobody uses: the server sheds them before they fill it."""

from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import pytest

from tests.storm.processes import answers

pytestmark = [
    pytest.mark.storm,
    pytest.mark.xdist_group("storm"),
    pytest.mark.django_db(transaction=True),
]
MANY = 1100  # granian takes 1,024 at a time


def test_a_thousand_idle_connections_stall_nobody_for_long(processes):
    """Without the limit everybody waited for half a minute."""
    site = processes.web()
    address = (urlsplit(site).hostname, urlsplit(site).port)
    idle = [socket.create_connection(address, 5) for _ in range(MANY)]
    for each in idle:
        each.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")

    started = time.monotonic()
    answered = answers(f"{site}/healthz", patience=25)
    took = time.monotonic() - started

    for each in idle:
        each.close()
    assert answered
    assert took < 8
