"""Whoever has no picture has her initials in crystal."""

from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from award.programme.domain.monograms import CUTS, cut_of, initials, is_monogram, monogram
from award.programme.templatetags.faces import face
from tests.factories import make_edition

COLOURS = ("#7a1f3d", "#c98a2b")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna-Karin Ek", "AE"),
        ("Åsa Öberg", "ÅÖ"),
        ("Wilhelmina Maria Sjövallsdotter-Karlströmsson", "WS"),
        ("ida", "I"),
        ("Łucja Żak", "LZ"),
        ("Øystein Đorđević", "ØD"),
        ("  d’Arc  ", "D"),
        ("田中", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_name(name, letters):
    assert initials(name) == letters
    assert is_monogram(letters)


@pytest.mark.parametrize("text", ["ABC", "a", "1", "<"])
def test_other_texts_are_no_monogram(text):
    assert not is_monogram(text)


def test_two_with_the_same_initials_have_different_stones():
    stones = [monogram("AE", cut_of(name), *COLOURS) for name in ("Anna Ek", "Asta Eng")]

    assert stones[0] != stones[1]
    assert monogram("AE", cut_of("Anna Ek"), *COLOURS) == stones[0]


@pytest.mark.parametrize("letters", ["", "I", "WM", "ÅÖ"])
def test_stone_is_a_small_standing_picture(letters):
    drawn = monogram(letters, 3, *COLOURS)

    assert ElementTree.fromstring(drawn).attrib["viewBox"] == "0 0 400 500"
    assert len(drawn) < 20_000


@pytest.mark.django_db
def test_stone_is_served_by_its_letters(client):
    award = make_edition().award

    answer = client.get(f"/{award.slug}/monogram/ÅÖ-5.svg")

    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer.text == monogram("ÅÖ", 5, award.colour, award.accent)


@pytest.mark.django_db
@pytest.mark.parametrize("stone", [f"AE-{CUTS}", "ABC-1", "ab-1", "A<-1"])
def test_stone_that_nobody_has_is_not_there(client, stone):
    award = make_edition().award

    assert client.get(f"/{award.slug}/monogram/{stone}.svg").status_code == 404


@pytest.mark.django_db
def test_face_without_a_picture_is_a_stone_that_says_nothing(client):
    award = make_edition().award
    person = SimpleNamespace(name="Åsa Öberg", portrait=None, portrait_alt="")

    shown = face(person, award, width=240, speaks=True)

    assert (shown["alt"], shown["width"], shown["height"]) == ("", 240, 300)
    assert client.get(shown["url"]).status_code == 200


@pytest.mark.django_db
def test_face_without_a_name_has_a_stone_without_letters(client):
    award = make_edition().award

    shown = face(SimpleNamespace(name="", portrait=None, portrait_alt=""), award)

    assert client.get(shown["url"]).text == monogram("", cut_of(""), award.colour, award.accent)
