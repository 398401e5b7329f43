"""A mail scanner opens and submits everything that any of our mails leads to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from award.log.models import LogEntry
from award.mail.models import Message
from award.people.domain.granting import grant
from nominations.domain.asking import inform
from nominations.domain.reviewing import accept
from nominations.models import Candidate, Nomination
from tests.factories import make_edition, make_organiser
from tests.nominations.making import make_nomination, send
from tests.nominations.robot import scan
from tests.posted import as_sent
from voting.jury.domain.inviting import invite_juror

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://\S+")


@pytest.fixture
def edition():
    """Everybody has been written to: nominator, nominee, juror, new reader, and who signs in."""
    edition = make_edition("nomination")
    organiser = make_organiser(edition)
    send(edition)
    nomination = make_nomination(edition, nominee_email="her@example.org")
    inform(accept(nomination=nomination, by=organiser, tell_nominator=True), by=organiser)
    invite_juror(edition=edition, email="juror@example.org", by=organiser)
    grant(
        organisation=edition.award.organisation,
        edition=edition,
        email="reader@example.org",
        kind="reader",
        by=organiser,
    )
    Client().post("/konto/login/", {"login": organiser.email})
    return edition


def links() -> list[str]:
    """The path of every link in every mail."""
    texts = [as_sent(message).text for message in Message.objects.all()]
    return sorted({urlsplit(link).path or "/" for text in texts for link in LINK.findall(text)})


def standing() -> list[object]:
    """All that a scanner could use up or bring about."""
    return [
        list(Nomination.objects.order_by("pk").values()),
        list(Candidate.objects.order_by("pk").values()),
        list(LogEntry.objects.values_list("action", flat=True)),
        Message.objects.count(),
        [s.get_decoded().get("_auth_user_id") for s in Session.objects.all() if s.get_decoded()],
    ]


def test_scanner_uses_nothing_up_and_is_nobody(edition):
    before = standing()

    statuses = [status for link in links() for status in scan(link)]

    assert len(links()) >= 4
    assert max(statuses) < 500
    after = standing()
    assert after[:4] == before[:4]
    assert not any(after[4])


def test_scanner_that_read_the_codes_would_bring_things_about(edition):
    """Negative control: with the code from the mail, the same walk confirms the nomination."""
    nomination = Nomination.objects.get(confirmed_at=None)
    mail = as_sent(Message.objects.get(occasion__startswith=f"nomination-confirm:{nomination.pk}:"))
    before = standing()

    for link in LINK.findall(mail.text):
        scan(urlsplit(link).path, typing=re.search(r"\b[0-9]{6}\b", mail.text)[0])

    assert standing() != before
    assert Nomination.objects.get(pk=nomination.pk).confirmed_at
