"""A broker that is not there, and a mail server that is."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from award.celery import app


@pytest.fixture
def dead_broker() -> Iterator[None]:
    """Celery talks to a port where nobody listens."""
    before = app.conf.broker_url
    _aim(f"redis://127.0.0.1:{free_port()}/0")
    yield
    _aim(before)


def _aim(url: str) -> None:
    """Send what is published from now on there; pools are kept by address, so a new one is made."""
    app.conf.broker_url = app.conf.broker_write_url = url
    app._pool = None
    app.amqp._producer_pool = None


class Postbox:
    """Keeps what it is sent; `answer` is what it replies to each mail, after `seconds`.

    After so many mails as `holds_after` says it lets every sender wait. `calls` counts connections.
    """

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answer = "250 OK"
        self.answer_recipient = "250 OK"
        self.seconds = 0.0
        self.holds_after: int | None = None
        self.lines: list[Any] = []

    @property
    def calls(self) -> int:
        return len(self.lines)

    def hang_up(self) -> None:
        """As a server does after a while, on every line."""
        for line in self.lines:
            line.loop.call_soon_threadsafe(line.transport.close)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.lines.append(server)
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_recipient

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.seconds)
        while self.holds_after is not None and len(self.mails) >= self.holds_after:
            await asyncio.sleep(0.01)
        if self.answer.startswith("250"):
            self.mails.append(envelope)
        return self.answer

    def texts(self) -> list[str]:
        return [m.content.decode() for m in self.mails]


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    """A real mail server on loopback, which the platform sends to."""
    box = Postbox()
    with open_postbox(box, settings):
        yield box


@contextmanager
def open_postbox(box: Postbox, settings: Any, *, port: int = 0) -> Iterator[None]:
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
