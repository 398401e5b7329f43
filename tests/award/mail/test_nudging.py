"""A broker that takes the call and never says a word."""

import socket
import threading

import pytest
from django.db import transaction

from award.celery import app
from award.mail.domain import nudging
from award.mail.domain.outbox import enqueue
from award.mail.models import Effect
from tests.award.conftest import _aim


class SilentBroker:
    """Listens, and keeps whoever calls on the line."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.calls: list[socket.socket] = []
        self.called = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                call, _ = self.server.accept()
            except OSError:
                return
            self.calls.append(call)
            self.called.set()

    def is_on_the_line(self) -> bool:
        """Whether the newest caller still waits."""
        self.calls[-1].settimeout(0.05)
        try:
            while self.calls[-1].recv(4096):
                pass
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        for each in (*self.calls, self.server):
            each.close()


@pytest.fixture
def silent_broker():
    before, options = app.conf.broker_url, dict(app.conf.broker_transport_options)
    broker = SilentBroker()
    _aim(f"redis://127.0.0.1:{broker.server.getsockname()[1]}/0")
    yield broker
    broker.close()
    app.conf.broker_transport_options = options
    _aim(before)


@pytest.mark.django_db(transaction=True)
def test_change_is_stored_and_done_with_while_the_broker_keeps_the_nudge_waiting(silent_broker):
    with transaction.atomic():
        enqueue("test.rename", key="k")

    assert silent_broker.called.wait(10)
    assert silent_broker.is_on_the_line(), "the nudge still waits, and we do not"
    assert Effect.objects.filter(key="k").exists()


def test_whoever_sent_the_nudge_itself_would_have_waited(silent_broker):
    """Negative control: without the thread the call is over, for good or bad, when we go on."""
    app.conf.broker_transport_options |= {"socket_timeout": 0.3}

    nudging._send()

    assert silent_broker.called.wait(10)
    assert not silent_broker.is_on_the_line()


def test_what_is_asked_while_a_nudge_waits_is_asked_once(silent_broker):
    nudging.nudge_soon()
    assert silent_broker.called.wait(10)

    for _ in range(200):
        nudging.nudge_soon()

    assert len(silent_broker.calls) == 1
    assert [t.name for t in threading.enumerate()].count("nudge") == 1


def test_messenger_that_died_is_replaced(monkeypatch):
    sent = threading.Event()
    monkeypatch.setattr(nudging, "_messenger", nudging._Messenger())
    monkeypatch.setattr(nudging, "_send", sent.set)

    nudging.nudge_soon()

    assert sent.wait(10)
