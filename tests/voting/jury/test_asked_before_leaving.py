"""A juror is not let go before a question that says what goes with her seat."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from award.people.models import Proposal
from tests.factories import get_round, make_edition, make_entry, make_organiser, move_round
from tests.reading import squeezed
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.scoring import complete, save

pytestmark = pytest.mark.django_db
ALL = {"forebild": 5, "insats": 4, "spridning": 3}


def press(juror, **data):
    edition = juror.edition
    client = Client()
    client.force_login(make_organiser(edition))
    with translation.override("en"):
        path = reverse("desk_jury_leaves", args=[edition.award.slug, edition.year, juror.pk])
    return client.post(path, {"reason": "Ny tjänst", **data}, follow=True)


def test_before_the_round_she_is_asked_about_and_stays():
    edition = make_edition("nomination")
    juror = invite_juror(
        edition=edition, email="asa@example.org", name="Åsa Ek", by=make_organiser(edition)
    )

    asked = press(juror)

    juror.refresh_from_db()
    assert "Does Åsa Ek leave the jury?" in asked.text
    assert "another person decides" not in asked.text
    assert "The sheets themselves" not in asked.text
    assert "The log keeps who has left, and why." in asked.text
    assert juror.left_at is None


def test_sure_she_leaves():
    edition = make_edition("nomination")
    juror = invite_juror(edition=edition, email="asa@example.org", by=make_organiser(edition))

    press(juror, sure="1")

    juror.refresh_from_db()
    assert juror.left_at is not None


def test_question_counts_her_sheets_and_says_that_two_decide(edition, juror, entry):
    other = make_entry(edition)
    assign_everything(edition)
    complete(juror=juror, entry=entry, scores=ALL)
    save(juror=juror, entry=other, scores={"forebild": 4})

    text = squeezed(press(juror).text)

    assert "1 completed score sheet no longer counts." in text
    assert "The sheets themselves: invited again, the juror finds them, and they count." in text
    assert "1 sheet that is begun cannot be completed." in text
    assert "The round is open: it is proposed, and another person decides." in text
    assert not Proposal.objects.exists()


def test_reason_is_carried_to_the_proposal(edition, juror, entry):
    text = press(juror).text
    press(juror, sure="1")

    assert '<input type="hidden" name="reason" value="Ny tjänst">' in text
    assert Proposal.objects.get(kind="jury.panel").reason == "Ny tjänst"


def test_after_the_round_nothing_is_asked(edition, juror):
    move_round(get_round(edition, "jury"), closes_in=-timedelta(minutes=5))

    text = press(juror).text

    assert "who sat in the jury stands" in squeezed(text)
    assert 'name="sure"' not in text


def test_without_a_reason_nothing_is_asked(juror):
    text = press(juror, reason="").text

    assert "Say why the juror leaves." in text
    assert 'name="sure"' not in text
