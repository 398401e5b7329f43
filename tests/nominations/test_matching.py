import pytest
from django.utils import timezone

from nominations.domain.matching import (
    similar_candidates,
    similar_to_candidate,
    with_suggestions,
)
from tests.factories import make_edition, make_nominee
from tests.nominations.making import make_nomination


@pytest.mark.django_db
def test_suggestions_come_most_alike_first_with_their_reason():
    edition = make_edition()
    part = make_nominee(edition, "Anna Öberg")
    other = make_nominee(edition, "Annakarin Oberg")
    make_nominee(edition, "Berit Ek")

    found = similar_candidates(make_nomination(edition))

    assert [s.candidate for s in found] == [other, part]
    assert found[0].reason == "samma namn, skrivet på annat sätt"
    assert found[1].reason == "det ena namnet är en del av det andra"


@pytest.mark.django_db
def test_same_workplace_makes_a_suggestion_stronger_and_is_said():
    edition = make_edition()
    make_nominee(edition, "Anna Öberg", workplace="Region Kronoberg", slug="har")
    make_nominee(edition, "Anna Öberg", workplace="Alvesta kommun", slug="dar")

    here, there = similar_candidates(make_nomination(edition))

    assert (here.candidate.slug, there.candidate.slug) == ("har", "dar")
    assert here.likeness > there.likeness
    assert here.reason == "det ena namnet är en del av det andra, samma arbetsplats"


@pytest.mark.django_db
def test_same_address_is_the_same_person_under_any_name():
    edition = make_edition()
    make_nominee(edition, "Kajsa Lindqvist", email="ak@example.org")

    (found,) = similar_candidates(make_nomination(edition, nominee_email="AK@example.org"))

    assert (found.likeness, found.reason) == (100, "samma e-postadress")


@pytest.mark.django_db
def test_new_surname_is_suspected_at_the_same_workplace_only():
    edition = make_edition()
    make_nominee(edition, "Anna-Karin Lindqvist", workplace="Region Kronoberg", slug="har")
    make_nominee(edition, "Anna-Karin Lindqvist", workplace="Alvesta kommun", slug="dar")

    found = similar_candidates(make_nomination(edition))

    assert [s.candidate.slug for s in found] == ["har"]


@pytest.mark.django_db
def test_who_has_declined_is_still_recognised():
    edition = make_edition()
    declined = make_nominee(edition, "Anna-Karin Öberg", declined_at=timezone.now())

    assert [s.candidate for s in similar_candidates(make_nomination(edition))] == [declined]


@pytest.mark.django_db
def test_candidates_of_other_editions_are_nobody():
    make_nominee(make_edition(), "Anna-Karin Öberg")

    assert similar_candidates(make_nomination(make_edition())) == []


@pytest.mark.django_db
def test_similar_to_candidate_leaves_herself_out():
    edition = make_edition()
    one = make_nominee(edition, "Anna-Karin Öberg")
    other = make_nominee(edition, "A-K Öberg")

    assert [s.candidate for s in similar_to_candidate(one)] == [other]


@pytest.mark.django_db
def test_with_suggestions_reads_the_candidates_once(django_assert_num_queries):
    edition = make_edition()
    known = make_nominee(edition, "A-K Öberg")
    nominations = [make_nomination(edition), make_nomination(edition, nominee_name="Berit Ek")]

    with django_assert_num_queries(1):
        found = with_suggestions(nominations, edition)

    assert [[s.candidate for s in suggestions] for _, suggestions in found] == [[known], []]
    assert found[0][1][0].candidate.nomination_count == 0
