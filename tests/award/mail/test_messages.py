import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from award.mail.domain.claiming import LEASE
from award.mail.domain.delivering import send_due
from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from tests.award.conftest import free_port


def queue(occasion: str = "test:1", recipient: str = "asa@example.org") -> None:
    queue_text(occasion=occasion, recipient=recipient, subject="Hej", text="Välkommen!\n")


@pytest.mark.django_db
def test_message_is_sent_and_says_so(postbox):
    queue()

    assert send_due() == 1

    message = Message.objects.get()
    assert (message.state, message.attempts, message.last_error) == ("sent", 1, "")
    assert message.sent_at is not None
    assert [m.rcpt_tos for m in postbox.mails] == [["asa@example.org"]]
    assert f"Message-ID: {message.message_id}" in postbox.texts()[0]
    assert "Auto-Submitted: auto-generated" in postbox.texts()[0]


@pytest.mark.django_db
def test_person_is_told_once_of_an_occasion(postbox):
    queue()
    queue()
    queue(recipient="bo@example.org")

    send_due()

    assert sorted(m.rcpt_tos[0] for m in postbox.mails) == ["asa@example.org", "bo@example.org"]


@pytest.mark.django_db
def test_subject_never_breaks_the_header(postbox):
    queue_text(
        occasion="o",
        recipient="asa@example.org",
        subject="Hej\r\nBcc: evil@example.org\u2028x",
        text="t",
    )

    send_due()

    assert postbox.mails[0].rcpt_tos == ["asa@example.org"]
    assert "\nBcc:" not in postbox.texts()[0]


@pytest.mark.django_db
def test_mail_server_that_is_away_is_tried_again_later(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    queue()

    send_due()

    message = Message.objects.get()
    assert (message.state, message.attempts) == ("queued", 1)
    assert message.last_error == "ConnectionRefusedError"
    assert message.due_at > timezone.now()
    assert send_due() == 0


@pytest.mark.django_db
def test_message_id_is_the_same_at_every_attempt(postbox):
    postbox.answer = "451 later"
    queue()
    send_due()
    first = Message.objects.get().message_id
    postbox.answer = "250 OK"
    Message.objects.update(due_at=timezone.now())

    send_due()

    message = Message.objects.get()
    assert (message.state, message.attempts) == ("sent", 2)
    assert f"Message-ID: {first}" in postbox.texts()[0]


@pytest.mark.django_db
def test_address_that_is_refused_is_a_dead_letter(postbox):
    postbox.answer_recipient = "550 no such user"
    queue()

    send_due()

    assert [m.state for m in Message.objects.dead()] == ["failed"]


@pytest.mark.django_db
def test_message_that_never_gets_through_is_a_dead_letter_at_last(postbox):
    postbox.answer = "451 later"
    queue()
    Message.objects.update(attempts=400, tried_until=timezone.now())

    send_due()

    assert Message.objects.get().state == "failed"


@pytest.mark.django_db
def test_message_that_no_mail_can_hold_is_a_dead_letter_and_holds_up_nobody(postbox):
    queue(occasion="bad", recipient="asa@example.org\nBcc: evil@example.org")
    queue(occasion="good")

    assert send_due() == 2

    assert dict(Message.objects.values_list("occasion", "state")) == {
        "bad": "failed",
        "good": "sent",
    }


@pytest.mark.django_db
def test_message_of_a_sender_that_died_is_sent_once_more(postbox):
    queue()
    _die_while_sending(times=1)

    send_due()

    message = Message.objects.get()
    assert (message.state, message.attempts) == ("sent", 2)


@pytest.mark.django_db
def test_message_whose_sender_died_twice_is_uncertain(postbox):
    queue()
    _die_while_sending(times=2)

    send_due()

    assert Message.objects.get().state == "uncertain"
    assert postbox.mails == []


@pytest.mark.django_db
def test_message_that_is_being_sent_is_left_alone(postbox):
    queue()
    Message.objects.update(state="sending", attempts=1, held_at=timezone.now())

    assert send_due() == 0


@pytest.mark.django_db(transaction=True)
def test_many_senders_send_each_message_once(postbox):
    for number in range(20):
        queue(occasion=f"test:{number}")

    def work() -> None:
        send_due()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(postbox.mails) == 20
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


def _die_while_sending(*, times: int) -> None:
    at = timezone.now() - LEASE - timedelta(seconds=1)
    Message.objects.update(state="sending", attempts=times, interrupted=times - 1, held_at=at)
