"""Several senders at once, and what holds whatever becomes of them or of the mail server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from award.mail.domain import postman as postmen
from award.mail.domain.claiming import LEASE
from award.mail.domain.postman import TIDY, Postman
from award.mail.models import Heartbeat, Message
from tests.award.conftest import Postbox, free_port, open_postbox
from tests.award.mail.letters import die_while_sending, queue

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def working(senders: int = 4) -> Iterator[Postman]:
    postman = Postman(senders)
    thread = threading.Thread(target=postman.run)
    thread.start()
    try:
        yield postman
    finally:
        postman.stop()
        thread.join(20)


def until(true) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def are(state: str, count: int) -> bool:
    return Message.objects.filter(state=state).count() == count


def test_every_mail_is_sent_once_over_as_many_connections_as_there_are_senders(postbox):
    for number in range(40):
        queue(f"test:{number}")

    with working(senders=4):
        until(lambda: are("sent", 40))

    assert len(postbox.mails) == 40
    assert postbox.calls <= 4
    assert set(Message.objects.values_list("attempts", "last_error")) == {(1, "")}


def test_what_is_queued_while_it_works_is_found(postbox):
    with working():
        until(lambda: Heartbeat.objects.filter(service="postman").exists())
        queue()
        until(lambda: are("sent", 1))


def test_code_waits_for_no_more_than_what_is_being_sent(postbox):
    """Ten letters lie before it; where each takes its time, no sender has the next one at hand."""
    postbox.seconds = 0.25
    for number in range(10):
        queue(f"letter:{number}", recipient="letter@example.org")

    with working(senders=2):
        until(lambda: are("sending", 2))
        queue("code", recipient="code@example.org", priority=Message.Priority.CODE)
        until(lambda: Message.objects.filter(occasion="code", state="sent").exists())

    assert [mail.rcpt_tos[0] for mail in postbox.mails].index("code@example.org") <= 3


def test_everything_goes_at_once_when_the_server_is_back(settings, monkeypatch):
    """Also what had been tried often, and would have slept for long."""
    monkeypatch.setattr("award.mail.domain.circuit.LONGEST_PAUSE", 0.5)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    for number in range(20):
        queue(f"test:{number}")
    asleep = timezone.now() + timedelta(minutes=9)
    Message.objects.filter(occasion__startswith="test:1").update(attempts=9, due_at=asleep)

    with working(senders=4):
        until(lambda: Message.objects.filter(last_error="ConnectionRefusedError").exists())
        tried = sum(Message.objects.values_list("attempts", flat=True)) - 9 * 11
        with open_postbox(box := Postbox(), settings, port=settings.EMAIL_PORT):
            until(lambda: are("sent", 20))

    assert len(box.mails) == 20
    assert tried <= 8, "nobody but a few first ones and a probe knocked meanwhile"


def test_mail_of_a_sender_that_died_is_taken_over(postbox):
    queue()
    die_while_sending()

    with working():
        until(lambda: are("sent", 1))

    assert timedelta(seconds=TIDY) + LEASE < timedelta(seconds=60)


def test_slow_mail_stays_in_the_hands_of_a_sender_that_lives(postbox, monkeypatch):
    """The lease is renewed for as long as its sender lives."""
    monkeypatch.setattr(postmen, "TIDY", 0.05)
    postbox.seconds = 0.7
    queue()

    with working():
        until(lambda: are("sending", 1))
        first = Message.objects.get().held_at
        until(lambda: are("sent", 1))

    assert Message.objects.get().held_at > first
    assert len(postbox.mails) == 1


def test_postman_that_stops_gives_back_what_it_has_not_begun(postbox):
    """What is being sent is sent to its end, and nothing lies until a lease is over."""
    queue("first")
    with working(senders=1):
        until(lambda: are("sent", 1))  # quick: it takes the next one at hand
        postbox.seconds = 0.5
        for number in range(6):
            queue(f"test:{number}")
        until(lambda: Message.objects.filter(state="sending").exists())

    states = list(Message.objects.values_list("state", "attempts"))
    assert {state for state, _ in states} == {"queued", "sent"}
    assert {attempts for state, attempts in states if state == "queued"} == {0}


def test_database_that_is_away_for_a_moment_ends_nothing(postbox, monkeypatch):
    real = postmen.claiming.claim
    faults = iter([postmen.claiming.Message.DoesNotExist("away")] * 3)

    def claim(limit: int) -> list[Message]:
        for fault in faults:
            raise fault
        return real(limit)

    monkeypatch.setattr(postmen.claiming, "claim", claim)
    queue()

    with working():
        until(lambda: are("sent", 1))
