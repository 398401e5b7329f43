"""A complaint is answered once, by an organiser, and the answer stands in the log."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction

from award.log.models import LogEntry
from award.mail.models import Message
from tests.factories import make_edition, make_organiser
from tests.voting.complaints.writing import wording
from voting.complaints.domain.answering import answer_complaint
from voting.complaints.domain.complaining import ComplaintRefused, complain
from voting.complaints.models import Complaint

pytestmark = pytest.mark.django_db
ANSWER = "Vi har räknat om, och båda räknarna kommer till samma siffror."


@pytest.fixture
def complaint():
    return complain(make_edition("vote"), wording=wording(), submission=uuid.uuid4(), language="en")


def test_answer_is_mailed_and_stands_in_the_log(complaint):
    organiser = make_organiser(complaint.edition)

    answered = answer_complaint(complaint, answer=ANSWER, by=organiser)

    mail = Message.objects.get(occasion=f"complaint:{complaint.pk}:complaint_answered")
    entry = LogEntry.objects.select_related("payload").get(action="complaint.answered")
    assert (mail.recipient, mail.language) == (complaint.email, "en")
    assert ANSWER in mail.text
    assert entry.payload.content["after"] == {"about": "result", "answer": ANSWER}
    assert list(Complaint.objects.of(complaint.edition).answered()) == [answered]


def test_first_answer_stands(complaint):
    one, other = make_organiser(complaint.edition), make_organiser(complaint.edition)
    answer_complaint(complaint, answer=ANSWER, by=one)

    with pytest.raises(ComplaintRefused):
        answer_complaint(complaint, answer="Något helt annat än det första.", by=other)

    complaint.refresh_from_db()
    assert (complaint.answer, complaint.answered_by) == (ANSWER, one)


@pytest.mark.parametrize("half", [{"answer": ANSWER}, {"answered_at": "2026-01-01T00:00Z"}])
def test_database_takes_no_half_an_answer(complaint, half):
    with pytest.raises(IntegrityError, match="complaint_answered_wholly"), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(**half)
