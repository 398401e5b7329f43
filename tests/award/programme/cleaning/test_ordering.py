"""Names and words in the order that their readers know, in PostgreSQL and in Python alike."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from award.people.models import Person
from award.programme.cleaning.ordering import in_order, words_in_order

# As ICU's collation of CLDR orders them for sv, and for the root.
SWEDISH = [
    "3", "4711", "Adam", "Alm Bo", "Alm-Bo", "Almbo", "André", "Anna", "Anna Ek", "Anna-Karin", "Beda", "Cecilia", "Ek", "Ekman",
    "Éva", "Evald", "Lars", "Łucja", "Magnus", "Muller", "Müller", "Öst".replace("Ö", "O"), "Strauss", "Strauß", "Ut", "Vera", "von Platen",
    "Voss", "Wera", "Xerxes", "Yngve", "Zeta", "Åberg", "Åsa", "Ädla", "Ärla", "Öberg", "Østergaard", "Ösund",
]  # fmt: skip
ELSEWHERE = [
    "3", "4711", "Åberg", "Adam", "Ädla", "Anna", "Ärla", "Åsa", "Beda", "Eva", "Müller", "Öberg", "Oskar", "Østergaard",
    "von Platen", "Voss", "Yngve", "Zeta", "Ивана",
]  # fmt: skip

letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAåÅäÄöÖæÆøØéÉüÜßẞþÐłzZ{|}~ -'’_.,0"), st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0x2FFF)
    ),
    max_size=12,
)  # fmt: skip


def stored(names: list[str]) -> None:
    Person.objects.bulk_create(
        Person(email=f"{number}@example.org", name=name) for number, name in enumerate(names)
    )


def from_database(language: str) -> list[str]:
    every = Person.objects.order_by(words_in_order("name", language=language))
    return list(every.values_list("name", flat=True))


@pytest.mark.parametrize(("language", "names"), [("sv", SWEDISH), ("en", ELSEWHERE)])
def test_words_stand_as_their_readers_expect(language, names):
    assert sorted(set(names), key=lambda n: in_order(n, language=language)) == names


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "names"), [("sv", SWEDISH), ("en", ELSEWHERE)])
def test_the_database_gives_the_same_order(language, names):
    stored(list(reversed(names)))

    assert from_database(language) == names


@pytest.mark.django_db
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(letters)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_database_makes_the_same_key(language, word):
    statement = Person.objects.annotate(key=words_in_order("name", language=language))
    person = Person.objects.filter(email="key@example.org").first() or Person(
        email="key@example.org"
    )
    person.name = word
    person.save()

    assert statement.get(pk=person.pk).key == in_order(word, language=language)


def test_the_order_follows_the_readers_language():
    with translation.override("sv"):
        assert sorted(["Ärla", "Zeta"], key=in_order) == ["Zeta", "Ärla"]
    with translation.override("en"):
        assert sorted(["Zeta", "Ärla"], key=in_order) == ["Ärla", "Zeta"]


def test_decomposed_letters_sort_as_composed_ones():
    assert in_order("A\u030asa", language="sv") == in_order("Åsa", language="sv")


@pytest.mark.django_db
def test_a_particle_counts_unless_the_house_has_chosen_otherwise(settings):
    stored(["von Platen", "Qvist", "Voss"])
    assert from_database("sv") == ["Qvist", "von Platen", "Voss"]

    settings.PARTICLES_PASSED_OVER = ("von", "af")

    assert from_database("sv") == ["von Platen", "Qvist", "Voss"]
    assert in_order("von Platen", language="sv").startswith("platen")


@pytest.mark.django_db
def test_the_order_needs_no_collation_of_the_server():
    with connection.cursor() as cursor:
        cursor.execute(
            str(Person.objects.order_by(words_in_order("name")).query).split("FROM")[0]
            + "FROM people_person LIMIT 0"
        )

    assert 'COLLATE "C"' in str(Person.objects.order_by(words_in_order("name")).query)
