"""Where no jury judges, no page and no mail speaks of one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import translation

from award.mail.models import Message
from nominations.domain.asking import inform, page_of
from nominations.domain.reviewing import reject
from tests.factories import make_candidate, make_edition, make_entry, make_organiser
from tests.nominations.making import make_nomination
from tests.posted import as_sent
from tests.reading import squeezed

pytestmark = pytest.mark.django_db
NO_JURY = ("nomination", "vote")


@pytest.fixture
def edition():
    return make_edition("nomination", kinds=NO_JURY)


def test_form_tells_who_reads_it(edition, client):
    place = [edition.award.slug, edition.year]

    shown = squeezed(client.get(reverse("nominate", args=place)).text)

    assert "Arrangörerna läser det du skriver." in shown
    assert "juryn" not in shown


def test_nominees_page_and_mail_tell_who_reads_it(edition, client):
    candidate = make_candidate(edition, "Maj Lind", accepted_at=None, email="maj@example.org")
    make_entry(edition, "vote", candidate=candidate)
    inform(candidate, by=make_organiser(edition))
    mail = as_sent(Message.objects.get(recipient="maj@example.org"))

    shown = squeezed(client.get(urlsplit(page_of(candidate)).path).text)

    assert "Arrangörerna. Det publiceras aldrig" in shown
    assert "juryn" not in shown.lower()
    assert "juryn" not in mail.text.lower()


def test_whoever_nominated_is_told_of_no_jury(edition):
    nomination = make_nomination(edition)

    with translation.override("sv"):
        reject(
            nomination=nomination,
            reason="Inte här.",
            by=make_organiser(edition),
            tell_nominator=True,
        )

    assert "juryn" not in as_sent(Message.objects.get(recipient=nomination.nominator_email)).text
