"""A mail that never arrived has told nobody."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.utils import timezone

from award.mail.models import Message
from nominations.domain.answering import accept_candidacy
from nominations.domain.asking import inform, note_told
from nominations.models import Candidate
from tests.factories import make_edition, make_nominee, make_organiser
from tests.sending import send_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate():
    edition = make_edition("nomination")
    found = make_nominee(edition, "Maj Lind", email="maj@example.org")
    inform(found, by=make_organiser(edition))
    return found


@pytest.fixture
def refuses(monkeypatch):
    """A mail server that knows no such address."""
    refuse(monkeypatch)


def refuse(monkeypatch) -> None:
    def send(*_args, **_more):
        raise smtplib.SMTPRecipientsRefused({"maj@example.org": (550, b"no such user")})

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", send)


def test_whose_mail_is_refused_has_not_been_told(candidate, refuses):
    send_due()

    candidate.refresh_from_db()
    assert Message.objects.get().state == Message.State.FAILED
    assert (candidate.informed_at, candidate.asked_at is None) == (None, False)
    assert list(Candidate.objects.not_told()) == [candidate]


def test_who_was_told_by_telephone_too_has_been_told(candidate, refuses):
    note_told(candidate, by=make_organiser(candidate.edition), how="På telefon.")

    send_due()

    assert not Candidate.objects.not_told().exists()


def test_who_has_answered_has_been_told(candidate, refuses):
    accept_candidacy(candidate, name="Maj Lind", title="", workplace="")

    send_due()

    candidate.refresh_from_db()
    assert candidate.informed_at is not None


def test_who_got_an_earlier_mail_has_been_told(candidate, monkeypatch):
    send_due()
    Candidate.objects.update(link_sent_at=timezone.now() - timedelta(days=1))
    inform(candidate, by=make_organiser(candidate.edition))

    refuse(monkeypatch)
    send_due()

    candidate.refresh_from_db()
    assert candidate.informed_at is not None
    assert len(mail.outbox) == 1


def test_answer_to_a_mail_goes_to_the_organisation(candidate):
    send_due()

    assert mail.outbox[0].reply_to == [candidate.edition.award.organisation.email]
