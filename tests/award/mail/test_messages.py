import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from award.mail.domain.claiming import LEASE, claim
from award.mail.domain.delivering import LONGEST_WAIT, deliver
from award.mail.domain.line import Line
from award.mail.domain.messaging import queue_text
from award.mail.models import Message
from tests.award.conftest import free_port
from tests.award.mail.letters import die_while_sending, let_wait, queue, queue_code
from tests.factories import make_candidate, make_edition
from tests.sending import send_due


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
@pytest.mark.parametrize(
    ("waited", "state"),
    [(timedelta(days=3, seconds=-1), "queued"), (timedelta(days=3), "failed")],
)
def test_message_is_given_up_after_three_days_and_not_before(postbox, waited, state):
    postbox.answer = "451 later"
    queue()
    Message.objects.update(attempts=400)
    let_wait(waited)

    send_due()

    assert Message.objects.get().state == state


@pytest.mark.django_db
@pytest.mark.parametrize("attempts", [1, 5, 9, 400])
def test_message_that_fails_waits_no_longer_than_ten_minutes(postbox, attempts):
    postbox.answer = "451 later"
    queue()
    Message.objects.update(attempts=attempts)

    send_due()

    assert Message.objects.get().due_at - timezone.now() <= LONGEST_WAIT


@pytest.mark.django_db
def test_code_goes_before_the_rest_and_a_code_to_sign_in_before_every_other(postbox):
    queue("a letter")
    queue_code(make_candidate(make_edition()), occasion="a code")
    queue("a sign-in", priority=Message.Priority.SIGN_IN)

    order = [claim(1)[0].occasion for _ in range(3)]

    assert order == ["a sign-in", "a code", "a letter"]


@pytest.mark.django_db
def test_server_that_is_away_is_not_asked_for_each_mail_in_vain(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    for number in range(5):
        queue(f"test:{number}")

    assert send_due() == 1

    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]
    assert Message.objects.due().count() == 4


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
    die_while_sending(times=1)

    send_due()

    message = Message.objects.get()
    assert (message.state, message.attempts) == ("sent", 2)


@pytest.mark.django_db
def test_message_whose_sender_died_twice_is_uncertain(postbox):
    queue()
    die_while_sending(times=2)

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


@pytest.mark.django_db
def test_answer_that_was_seen_is_written_down_although_the_lease_was_over(postbox):
    """The database was away for longer than a lease, and somebody has called the mail lost."""
    queue()
    (message,) = claim(1)
    Message.objects.update(interrupted=1, held_at=timezone.now() - LEASE - timedelta(seconds=1))
    with Line() as line:
        line.carry(message)
    send_due()
    before = Message.objects.get().state

    with Line() as line:
        deliver(message, line)

    assert (before, Message.objects.get().state) == ("uncertain", "sent")


@pytest.mark.django_db
def test_attempts_that_the_server_answered_make_nothing_uncertain(postbox):
    """A sender that died is one that died, however often the mail had been tried before."""
    queue()
    die_while_sending()
    Message.objects.update(attempts=7)

    send_due()

    assert Message.objects.get().state == "sent"
