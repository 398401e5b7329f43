"""What everybody, the writer and the organisers see of complaints."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_edition, make_organiser, make_role
from tests.passing import let_pass
from tests.voting.complaints.writing import announced_edition, wording
from voting.complaints.domain.complaining import QUIET, complain
from voting.complaints.models import Complaint

pytestmark = pytest.mark.django_db
ANSWER = "Vi har räknat om, och båda räknarna kommer till samma siffror."
TYPED = {
    "about": "decision",
    "name": "Klara Klagar",
    "email": "klaga@example.org",
    "text": "Juryn bytte ledamot utan att säga varför.",
}


def page(edition, name="complaints", **more):
    return reverse(name, kwargs={"award": edition.award.slug, "year": edition.year, **more})


def test_page_names_receiver_and_last_day(client):
    edition = announced_edition(days=14)

    text = client.get(page(edition)).text

    assert edition.award.organisation.name in text
    assert "Du kan klaga till" in text


def test_before_the_announcement_the_page_says_how_many_days_there_will_be(client):
    assert "14 dagar efter" in client.get(page(make_edition("vote"))).text


def test_whoever_complains_comes_to_her_own_page(client):
    edition = make_edition("vote")

    answer = client.post(page(edition), TYPED | {"submission": uuid.uuid4()}, follow=True)

    assert answer.status_code == 200
    assert TYPED["text"] in answer.text
    assert "Vi har ditt klagomål" in answer.text


@pytest.mark.parametrize("field", ["about", "name", "email", "text"])
def test_what_is_missing_is_said_and_the_rest_is_kept(client, field):
    edition = make_edition("vote")

    answer = client.post(page(edition), TYPED | {field: ""})

    assert answer.status_code == 422
    kept = [value for name, value in TYPED.items() if name not in (field, "about")]
    assert all(value in answer.text for value in kept)
    assert not Complaint.objects.exists()


def test_form_whose_cookie_is_gone_comes_back_with_what_was_typed():
    edition = make_edition("vote")

    answer = Client(enforce_csrf_checks=True).post(page(edition), TYPED)

    assert answer.status_code == 422
    assert TYPED["text"] in answer.text


@pytest.mark.parametrize("has_key", [True, False])
def test_empty_post_is_answered_with_what_is_missing(has_key):
    edition = make_edition("vote")

    answer = Client(enforce_csrf_checks=not has_key).post(page(edition))

    assert answer.status_code == 422
    assert answer.text.count("aria-invalid") >= len(TYPED)
    assert not Complaint.objects.exists()


def test_where_many_come_from_one_network_the_page_asks_for_a_proof_and_keeps_what_was_typed(
    client,
):
    edition = make_edition("vote")
    for _ in range(QUIET):
        client.post(page(edition), TYPED | {"submission": uuid.uuid4()})

    asked = client.post(page(edition), TYPED | {"submission": uuid.uuid4()})
    queued = client.post(page(edition), TYPED | {"submission": uuid.uuid4(), "queue": "1"})

    assert asked.status_code == 429
    assert "data-challenge" in asked.text
    assert TYPED["text"] in asked.text
    assert queued.status_code == 302


def test_form_that_was_sent_too_late_keeps_what_was_typed(client):
    edition = announced_edition(days=1)
    let_pass(edition, timedelta(days=2))

    shown, sent = client.get(page(edition)), client.post(page(edition), TYPED)

    assert "<textarea" not in shown.text
    assert sent.status_code == 422
    assert TYPED["text"] in sent.text
    assert "Sista dagen att klaga har gått." in sent.text


def test_nobody_finds_a_complaint_under_another_edition(client):
    complaint = complain(make_edition("vote"), wording=wording(), submission=uuid.uuid4())

    there = page(make_edition("vote"), "complaint", key=complaint.key)

    assert client.get(there).status_code == 404


def test_organiser_answers_and_the_writer_reads_it(client):
    edition = make_edition("vote")
    complaint = complain(edition, wording=wording(), submission=uuid.uuid4())
    client.force_login(make_organiser(edition))

    done = client.post(
        page(edition, "desk_complaints"),
        {"complaint": complaint.pk, f"{complaint.pk}-answer": ANSWER},
        follow=True,
    )

    assert ANSWER in done.text
    assert ANSWER in Client().get(page(edition, "complaint", key=complaint.key)).text


def test_answer_that_is_too_short_keeps_its_words_in_its_own_form(client):
    edition = make_edition("vote")
    first, second = (
        complain(edition, wording=wording(), submission=uuid.uuid4()) for _ in range(2)
    )
    client.force_login(make_organiser(edition))

    shown = client.post(
        page(edition, "desk_complaints"), {"complaint": second.pk, f"{second.pk}-answer": "Nej."}
    )

    assert shown.status_code == 422
    assert shown.text.count("Nej.") == 1
    assert Complaint.objects.filter(answered_at=None).count() == 2
    assert first != second


def test_reader_sees_neither_name_nor_address_and_answers_nothing(client):
    edition = make_edition("vote")
    complaint = complain(edition, wording=wording(), submission=uuid.uuid4())
    client.force_login(make_role(edition, "reader"))
    desk = page(edition, "desk_complaints")

    shown = client.get(desk).text
    refused = client.post(desk, {"complaint": complaint.pk, f"{complaint.pk}-answer": ANSWER})

    assert wording().text in shown
    assert "Klara" not in shown
    assert "klaga@example.org" not in shown
    assert refused.status_code == 404


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 30, "٣", "1\0"])
def test_answer_to_nothing_finds_nothing(client, number):
    edition = make_edition("vote")
    client.force_login(make_organiser(edition))

    answer = client.post(page(edition, "desk_complaints"), {"complaint": number})

    assert answer.status_code == 404


def test_desk_says_what_waits_and_until_when(client):
    edition = make_edition("vote")
    complain(edition, wording=wording(), submission=uuid.uuid4())
    client.force_login(make_organiser(edition))

    assert "1 klagomål väntar på svar" in client.get(page(edition, "desk_edition")).text


@pytest.mark.parametrize(("phase", "leads"), [("before", False), ("nomination", True)])
def test_pages_lead_to_complaints_from_the_first_opening_on(client, phase, leads):
    edition = make_edition(phase)

    assert (page(edition) in client.get(page(edition, "edition")).text) is leads


def test_owner_names_who_receives_complaints(client):
    edition = make_edition("vote")
    organisation = edition.award.organisation
    client.force_login(make_role(edition, "owner"))
    form = {
        "name": organisation.name, "email": organisation.email, "website": "", "days": 3, "complaints_to": "Revisor Rut",
        "complaints_email": "rut@example.org", "complaint_days": 21,
    }  # fmt: skip

    answer = client.post(page(edition, "desk_organisation"), form)

    organisation.refresh_from_db()
    assert answer.status_code == 302
    assert (organisation.complaints_to, organisation.complaint_days) == ("Revisor Rut", 21)
