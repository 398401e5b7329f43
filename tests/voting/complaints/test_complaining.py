"""A complaint is received once, by somebody who is named, until a last day."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db.models import F

from award.desk.domain.deleting import why_it_stays
from award.limits.domain.asking import (
    LATELY,
    QUEUE_BEGINS,
    TO_ONE_A_DAY,
    ProofNeeded,
    Purpose,
    ask_for_mail,
)
from award.limits.domain.sources import Source
from award.limits.models import AskedMail
from award.log.models import LogEntry
from award.mail.domain.not_me import Whose, end, link_for
from award.mail.models import Message
from award.programme.domain.clock import database_now, edition_now
from tests.factories import make_edition, make_organiser
from tests.passing import let_pass
from tests.voting.complaints.writing import announced_edition, wording
from voting.complaints.domain.answering import answer_complaint
from voting.complaints.domain.complaining import QUIET, ComplaintRefused, complain
from voting.complaints.domain.mail import WRITTEN
from voting.complaints.domain.period import complaint_period
from voting.complaints.models import Complaint

pytestmark = pytest.mark.django_db


def test_complaint_is_mailed_to_its_writer_and_to_whoever_is_named():
    edition = make_edition("vote")
    organisation = edition.award.organisation
    organisation.complaints_to, organisation.complaints_email = "Revisor Rut", "rut@example.org"
    organisation.save()

    complaint = complain(edition, wording=wording(), submission=uuid.uuid4(), language="en")

    mails = {m.recipient: m for m in Message.objects.all()}
    assert set(mails) == {"klaga@example.org", "rut@example.org"}
    assert "Revisor Rut reads what you wrote" in mails["klaga@example.org"].text
    assert str(complaint.key) in mails["klaga@example.org"].text
    assert complaint.text in mails["rut@example.org"].text
    assert str(complaint.key) not in mails["rut@example.org"].text


def test_where_nobody_is_named_the_organisation_receives_it():
    edition = make_edition("vote")

    complain(edition, wording=wording(), submission=uuid.uuid4())

    to = set(Message.objects.values_list("recipient", flat=True))
    assert to == {"klaga@example.org", edition.award.organisation.email}


def test_same_form_twice_is_one_complaint():
    edition, key = make_edition("vote"), uuid.uuid4()

    first = complain(edition, wording=wording(), submission=key)
    again = complain(
        edition, wording=wording(text="Något annat, men samma blankett."), submission=key
    )

    assert first == again
    assert Message.objects.count() == 2


def test_log_says_that_it_came_and_not_from_whom():
    edition = make_edition("vote")

    complaint = complain(edition, wording=wording(), submission=uuid.uuid4())

    entry = LogEntry.objects.select_related("payload").get(action="complaint.received")
    assert entry.object == f"complaint:{complaint.pk}"
    assert "Klara" not in str(entry.payload.content)
    assert "example.org" not in str(entry.payload.content)


def test_days_run_from_the_announcement_and_not_before():
    before = complaint_period(make_edition("vote"))
    edition = announced_edition(days=14)

    period = complaint_period(edition)

    assert (before.ends_at, before.is_over) == (None, False)
    assert not period.is_over
    assert timedelta(days=13) < period.ends_at - edition_now(edition) <= timedelta(days=14)


def test_after_the_last_day_nothing_is_received():
    edition = announced_edition(days=14)
    let_pass(edition, timedelta(days=14))
    edition.refresh_from_db()

    with pytest.raises(ComplaintRefused, match=r"(?i)sista dagen"):
        complain(edition, wording=wording(), submission=uuid.uuid4())

    assert not Complaint.objects.exists()


def test_nobody_uses_up_somebody_else_s_complaints_and_nothing_tells_whether_she_has_made_one():
    """Three strangers' kept her out until an organiser had answered, and there is a last day."""
    edition = make_edition("vote")
    for n in range(6):
        complain(edition, wording=wording(), submission=uuid.uuid4(), source=Source(f"far {n}"))

    hers = complain(edition, wording=wording(), submission=uuid.uuid4(), source=Source("hers"))

    assert hers.answered_at is None


def test_more_than_a_few_from_one_network_prove_it_or_wait_and_none_is_kept_out():
    """The sixth in an hour was refused, whoever sent it: a whole office had five complaints."""
    edition, here = make_edition("vote"), Source("here")

    def send(n, source):
        to = wording(email=f"offer+{n}@foretaget.example")
        return complain(edition, wording=to, submission=uuid.uuid4(), source=source)

    for n in range(QUIET):
        send(n, here)
    with pytest.raises(ProofNeeded):
        send(QUIET, here)
    waiting = send(QUIET, here.patient())

    assert Complaint.objects.count() == QUIET + 1
    told = Message.objects.get(occasion=f"complaint:{waiting.pk}:made")
    assert told.due_at > database_now() + QUEUE_BEGINS / 2


def test_a_mailbox_that_has_had_its_day_s_mails_is_not_mailed_and_the_complaint_is_received():
    edition = make_edition("vote")
    for _ in range(TO_ONE_A_DAY):
        ask_for_mail(Source("here"), "klaga@example.org", Purpose.COMPLAINT)
    AskedMail.objects.update(at=F("at") - LATELY)

    made = complain(
        edition,
        wording=wording(email="klaga@example.org"),
        submission=uuid.uuid4(),
        source=Source("here"),
    )

    assert made.pk
    assert not Message.objects.filter(recipient="klaga@example.org").exists()
    assert Message.objects.filter(occasion=f"complaint:{made.pk}:made").exists()


def test_this_was_not_me_takes_it_away():
    edition = make_edition("vote")
    complaint = complain(edition, wording=wording(), submission=uuid.uuid4())
    link = link_for(Whose(WRITTEN, complaint.pk), complaint.email, language="sv")

    end(link.rstrip("/").rsplit("/", 1)[-1], address=complaint.email)

    assert not Complaint.objects.exists()
    assert LogEntry.objects.filter(action="complaint.withdrawn").exists()


def test_an_answered_one_stays_without_whose_it_was_not():
    edition = make_edition("vote")
    complaint = complain(edition, wording=wording(), submission=uuid.uuid4())
    answer_complaint(
        complaint, answer="Vi har räknat om: samma siffror.", by=make_organiser(edition)
    )
    link = link_for(Whose(WRITTEN, complaint.pk), complaint.email, language="sv")

    end(link.rstrip("/").rsplit("/", 1)[-1], address=complaint.email)

    complaint.refresh_from_db()
    assert (complaint.name, complaint.email) == ("", "")
    assert complaint.answer


def test_edition_with_a_complaint_stays():
    edition = make_edition("before")
    assert why_it_stays(edition) == ""

    complain(edition, wording=wording(), submission=uuid.uuid4())

    assert why_it_stays(edition) == "Någon har klagat: årgången står kvar."


def test_moments_are_those_of_the_edition_s_clock():
    shift = timedelta(days=-420)
    edition = make_edition("vote", is_made_up=True, clock_shift=shift)
    before = edition_now(edition)

    complaint = complain(edition, wording=wording(), submission=uuid.uuid4())
    answered = answer_complaint(
        complaint, answer="Vi har räknat om: samma siffror.", by=make_organiser(edition)
    )

    complaint.refresh_from_db()
    assert before < complaint.created_at < answered.answered_at < edition_now(edition)
