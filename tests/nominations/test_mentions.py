"""Whoever is erased is taken out of what was written about others, and nobody else is."""

from datetime import timedelta

import pytest

from award.people.domain.personal.mentions import take_out, without_names
from nominations.domain.erasing import erase_candidate
from nominations.models import Candidate, Nomination
from tests.factories import (
    get_round,
    make_candidate,
    make_edition,
    make_entry,
    make_nominee,
    make_role,
    shift_edition,
)
from tests.nominations.making import make_nomination
from voting.jury.models import Juror, Recusal, ScoreSheet

pytestmark = pytest.mark.django_db
NAME = "Ottilia Kvarnbäck"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Hon och {NAME} började.", "Hon och […] började."),
        (f"{NAME}s kurs, och OTTILIA KVARNBÄCK själv", "[…] kurs, och […] själv"),
        ("Ottilia Kvarnbäckström och Ottilia", "Ottilia Kvarnbäckström och Ottilia"),
        ("", ""),
    ],
)
def test_whole_names_are_taken_out_in_any_case(text, left):
    assert without_names(text, {NAME}) == left


def test_a_single_word_is_many_peoples_name():
    assert without_names("Anna kan", {"Anna"}) == "Anna kan"


def test_a_longer_name_goes_before_a_shorter_one():
    assert without_names("Eva Ek Lind", {"Eva Ek", "Eva Ek Lind"}) == "[…]"


def test_erasing_takes_the_name_out_of_what_others_are_said_to_have_done():
    edition = make_edition()
    her = make_nominee(edition, NAME)
    other = make_nominee(edition, "Berit Ek", motivation_sv=f"Lärde {NAME} allt.")
    nomination = make_nomination(edition, motivation=f"Berit och {NAME} är bäst.")

    erase_candidate(her, by="task:test", reason="asked")

    nomination.refresh_from_db(), other.refresh_from_db()
    assert nomination.motivation == "Berit och […] är bäst."
    assert other.motivation_sv == "Lärde […] allt."


def test_erasing_takes_the_name_out_of_the_jurys_words():
    edition = make_edition("jury")
    her, entry = make_nominee(edition, NAME), make_entry(edition)
    juror = Juror.objects.create(edition=edition, person=make_role(edition, "juror"))
    ScoreSheet.objects.create(juror=juror, entry=entry, comment=f"Bättre än {NAME}.")
    Recusal.objects.create(juror=juror, entry=entry, reason=f"{NAME} är min syster.")

    erase_candidate(her, by="task:test", reason="asked")

    assert ScoreSheet.objects.get().comment == "Bättre än […]."
    assert Recusal.objects.get().reason == "[…] är min syster."


def test_another_years_words_stay():
    edition, before = make_edition(), make_edition()
    nomination = make_nomination(before, motivation=f"{NAME} är bäst.")

    erase_candidate(make_nominee(edition, NAME), by="task:test", reason="asked")

    nomination.refresh_from_db()
    assert nomination.motivation == f"{NAME} är bäst."


def test_what_the_database_holds_for_ever_stays_and_holds_up_nothing():
    edition = make_edition("vote")
    finalist = make_candidate(edition, "Berit Ek", motivation_sv=f"Lärde {NAME} allt.")
    make_entry(edition, "vote", candidate=finalist)
    shift_edition(edition, by=-timedelta(days=20))

    assert take_out(Candidate.objects.all(), "motivation_sv", names={NAME}) == 0
    assert NAME in Candidate.objects.get().motivation_sv
    assert get_round(edition, "vote").edition == edition
    assert Nomination.objects.count() == 0
