"""One connection over many mails, and what a fault on it means."""

import smtplib

import pytest

from award.mail.domain import line as lines
from award.mail.domain.line import SENT, Line, judge
from award.mail.models import Message
from tests.award.conftest import free_port
from tests.award.mail.letters import queue
from tests.sending import send_due

pytestmark = pytest.mark.django_db


def a_mail() -> Message:
    queue()
    return Message.objects.get()


def test_many_mails_go_over_one_connection(postbox):
    for number in range(12):
        queue(f"test:{number}")

    send_due()

    assert (len(postbox.mails), postbox.calls) == (12, 1)


def test_server_that_hung_up_meanwhile_is_called_again_at_once(postbox):
    message = a_mail()
    with Line() as line:
        line.carry(message)
        postbox.hang_up()

        outcome = line.carry(message)

    assert outcome == SENT
    assert (len(postbox.mails), postbox.calls) == (2, 2)


def test_line_is_not_used_for_ever(postbox, monkeypatch):
    monkeypatch.setattr(lines, "MAILS_ON_A_LINE", 2)
    message = a_mail()

    with Line() as line:
        for _ in range(5):
            line.carry(message)

    assert postbox.calls == 3


def test_line_that_was_idle_is_not_trusted(postbox, monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_IDLE", -1.0)
    message = a_mail()

    with Line() as line:
        line.carry(message)
        line.carry(message)

    assert postbox.calls == 2


def test_line_goes_on_after_an_address_that_is_refused(postbox):
    message = a_mail()
    with Line() as line:
        postbox.answer_recipient = "550 no such user"
        refused = line.carry(message)
        postbox.answer_recipient = "250 OK"
        sent = line.carry(message)

    assert (refused.kind, sent.kind, postbox.calls) == ("refused", "sent", 1)


def test_server_that_is_not_there_is_away(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()

    with Line() as line:
        outcome = line.carry(a_mail())

    assert (outcome.kind, outcome.reason) == ("away", "ConnectionRefusedError")


def refused(code: int, words: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"asa@example.org": (code, words)})


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(550, b"5.1.1 no such user"), "refused"),
        (refused(550, b"no such user"), "refused"),
        (refused(550, b"5.7.1 relaying denied"), "later"),
        (refused(450, b"4.2.0 greylisted"), "later"),
        (smtplib.SMTPDataError(451, b"try again"), "later"),
        (smtplib.SMTPDataError(554, b"5.7.1 looks like spam"), "later"),
        (smtplib.SMTPDataError(421, b"closing"), "away"),
        (smtplib.SMTPSenderRefused(550, b"not yours", "x@example.org"), "away"),
        (smtplib.SMTPSenderRefused(452, b"no room", "x@example.org"), "away"),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), "away"),
        (smtplib.SMTPServerDisconnected("gone"), "later"),
        (TimeoutError(), "later"),
        (ValueError("a line break in a header"), "refused"),
    ],
    ids=str,
)
def test_fault_is_the_addresss_the_mails_or_the_servers(error, kind):
    assert judge(error).kind == kind
