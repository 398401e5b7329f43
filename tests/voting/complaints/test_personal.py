"""Whoever has complained is found, erased from complaint, mail and log, and forgotten after a year."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from award.log.domain.verifying import verify_log
from award.people.domain.personal.erasing import erase
from award.people.domain.personal.finding import find, held
from award.people.domain.personal.keeping import forget_what_is_due
from award.people.domain.personal.reach import reach_of
from award.people.domain.personal.wanted import Wanted
from award.programme.models import Seal
from tests.award.people.personal import saying
from tests.factories import make_edition, make_organiser, make_role, shift_edition
from tests.voting.complaints.writing import wording
from voting.complaints.domain.answering import answer_complaint
from voting.complaints.domain.complaining import complain
from voting.complaints.models import Complaint

pytestmark = pytest.mark.django_db
ANSWER = "Klara Klagar har rätt, och vi har rättat det."


@pytest.fixture(autouse=True)
def list_file(settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "list.jsonl"


@pytest.fixture
def complaint():
    edition = make_edition("vote")
    made = complain(edition, wording=wording(), submission=uuid.uuid4(), language="sv")
    return answer_complaint(made, answer=ANSWER, by=make_organiser(edition))


def reach(complaint):
    owner = make_role(complaint.edition, "owner")
    return reach_of(owner, complaint.edition.award.organisation)


def test_whoever_complained_is_found_and_erased_with_the_answer(complaint):
    there = reach(complaint)
    found = [f.holding for f in find(Wanted("Klara Klagar"), there)]

    outcome = erase(held([h.reference for h in found], there), by=there.reader, reason="asked")

    assert f"complaint:{complaint.pk}" in {h.reference for h in found}
    assert outcome.is_whole
    assert saying("Klara Klagar", "klaga@example.org", "Juryns poäng i tabellen") == []
    assert Complaint.objects.get().answered_at is not None
    assert verify_log().faults == ()


@pytest.mark.parametrize(("days", "kept"), [(360, True), (370, False)])
def test_an_answered_complaint_is_kept_for_a_year_after_the_result(complaint, days, kept):
    edition = complaint.edition
    edition.refresh_from_db()
    shift_edition(edition, by=timezone.now() - edition.announce_at - timedelta(days=days))
    for round in edition.rounds.all():
        Seal.objects.create(round=round, sha256="0" * 64, at=round.closes_at)

    forget_what_is_due()

    assert (Complaint.objects.get().name == "Klara Klagar") is kept


def test_one_that_was_erased_unanswered_is_answered_to_nobody():
    edition = make_edition("vote")
    made = complain(edition, wording=wording(), submission=uuid.uuid4(), language="sv")
    there = reach(made)
    erase(held([f"complaint:{made.pk}"], there), by=there.reader, reason="asked")

    answer_complaint(made, answer=ANSWER, by=make_organiser(edition))

    assert saying("klaga@example.org") == []
