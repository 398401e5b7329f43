"""A category's words after the freeze: a spelling is mended by one, another text takes two."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from award.desk.domain.categories import edit_category, reword_category
from award.people.domain.acts import ActLapsed, ActRefused
from award.people.domain.two_persons import approve
from award.people.models import Proposal
from award.programme.domain.clock import edition_now
from award.programme.models import Category, Edition, Seal
from award.rules.domain.books import rule_book_in_force, rules_in_force
from award.rules.domain.slips import MOST_SIGNS, is_slip, signs_apart
from award.rules.domain.spelling import mend_spelling
from tests.award.rules.changes import played, until
from tests.factories import make_organiser, make_role

NAME, TEXT = "Årets förebid", "Den som visar vägen för andra."


def frozen(*, kind: str = "vote") -> Edition:
    """An edition in that round, whose category has a slip in its name."""
    edition = played()
    edit_category(
        edition.categories.get(),
        changes={"name_sv": NAME, "description_sv": TEXT},
        by=make_organiser(edition),
    )
    until(edition, kind, "opens_at")
    return edition


def mend(edition: Edition, field: str, words: str, *, by=None) -> Proposal:
    return mend_spelling(
        edition.categories.get(), field=field, words=words, by=by or make_organiser(edition)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["nomination", "jury", "vote"])
def test_one_organiser_mends_the_spelling_of_a_name_and_the_rules_follow(kind):
    edition = frozen(kind=kind)

    proposal = mend(edition, "name_sv", "Årets förebild")

    assert edition.categories.get().name_sv == "Årets förebild"
    assert rules_in_force(edition).categories[0].name.sv == "Årets förebild"
    assert (rule_book_in_force(edition).proposal, proposal.needs) == (proposal, "one")


@pytest.mark.django_db
def test_a_spelling_in_the_text_is_mended_without_a_version_of_the_rules():
    edition = frozen()
    version = rule_book_in_force(edition).version

    mend(edition, "description_sv", "Den som visar vägen för andra")

    assert edition.categories.get().description_sv == "Den som visar vägen för andra"
    assert rule_book_in_force(edition).version == version


@pytest.mark.django_db
def test_everybody_sees_the_correction(client):
    edition = frozen()
    person = make_organiser(edition)
    mend(edition, "name_sv", "Årets förebild", by=person)

    text = client.get(reverse("rules", args=[edition.award.slug, edition.year])).content.decode()

    assert "Årets förebid" in text
    assert "Årets förebild" in text
    assert person.name in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name_sv", "Årets hjälte"),
        ("name_sv", ""),
        ("name_sv", NAME),
        ("description_sv", "Den som aldrig visar vägen för någon."),
        ("slug", "arets-forebild"),
    ],
)
def test_other_words_are_no_spelling(field, words):
    edition = frozen()

    with pytest.raises(ActRefused):
        mend(edition, field, words)


@pytest.mark.django_db
def test_a_reader_mends_nothing():
    edition = frozen()

    with pytest.raises(ActRefused):
        mend(edition, "name_sv", "Årets förebild", by=make_role(edition, "reader"))


@pytest.mark.django_db
def test_once_all_is_sealed_the_name_stands():
    edition = frozen()
    until(edition, "vote", "closes_at")
    for round in edition.rounds.all():
        Seal.objects.create(round=round, at=edition_now(edition), sha256="0" * 64)

    with pytest.raises(ActRefused):
        mend(edition, "name_sv", "Årets förebild")


@pytest.mark.django_db
def test_another_text_takes_two():
    edition = frozen()
    category, one = edition.categories.get(), make_organiser(edition)
    other = "Den som är eller har varit vår kollega."

    made = reword_category(category, changes={"description_sv": other}, by=one, reason="Otydligt.")
    before = Category.objects.get(pk=category.pk).description_sv
    approve(made[0], by=make_organiser(edition))

    assert (before, Category.objects.get(pk=category.pk).description_sv) == (TEXT, other)


@pytest.mark.django_db
def test_the_page_of_a_category_mends_after_the_freeze(client):
    edition = frozen()
    category = edition.categories.get()
    client.force_login(make_organiser(edition))
    page = reverse("desk_category", args=[edition.award.slug, edition.year, category.pk])
    typed = {"name_sv": "Årets förebild", "name_en": category.name_en, "description_sv": TEXT}

    mended = client.post(page, typed | {"reason": "Stavfel."})
    refused = client.post(page, typed | {"name_sv": "Årets hjälte", "reason": "Finare."})

    assert (mended.status_code, refused.status_code) == (302, 422)
    assert Category.objects.get(pk=category.pk).name_sv == "Årets förebild"


@pytest.mark.django_db
def test_a_spelling_is_not_mended_step_by_step_into_another_word():
    """A sign at a time leads from any name to any other: what two last saw is the measure."""
    edition = frozen()
    one = make_organiser(edition)
    mend(edition, "name_sv", "Årets förebild", by=one)

    further = mend(edition, "name_sv", "Årets förebilda", by=one)

    assert edition.categories.get().name_sv == "Årets förebild"
    assert (further.needs, further.is_waiting) == ("second", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Årets junior", "Årets senior"),
        ("Bästa under 30", "Bästa under 90"),
        ("Women of the year", "Men of the year"),
        ("Årets lärare", "Årets läkare"),
    ],
)
def test_another_prize_of_a_few_signs_takes_two(before, after):
    edition = played()
    edit_category(edition.categories.get(), changes={"name_sv": before}, by=make_organiser(edition))
    until(edition, "vote", "opens_at")
    one, other = make_organiser(edition), make_organiser(edition)

    proposal = mend(edition, "name_sv", after, by=one)
    alone = edition.categories.get().name_sv
    approve(proposal, by=other)

    assert (alone, edition.categories.get().name_sv) == (before, after)
    assert rules_in_force(edition).categories[0].name.sv == after


@pytest.mark.django_db
def test_a_mending_that_waits_lapses_when_the_words_have_changed():
    edition = frozen()
    one, other = make_organiser(edition), make_organiser(edition)
    proposal = mend(edition, "name_sv", "Årets förebud", by=one)
    text = mend(edition, "description_sv", "Den som visar vagen for andra?", by=one)
    reworded = reword_category(
        edition.categories.get(), changes={"description_sv": "Vem som helst."}, by=one, reason="Nej"
    )
    approve(reworded[0], by=other)

    approve(proposal, by=other)
    with pytest.raises(ActLapsed):
        approve(text, by=other)

    assert edition.categories.get().name_sv == "Årets förebud"
    assert edition.categories.get().description_sv == "Vem som helst."


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_signs_apart_is_a_distance(one, other, third):
    assert signs_apart(one, other) == signs_apart(other, one)
    assert (signs_apart(one, other) == 0) == (one == other)
    assert signs_apart(one, third) <= signs_apart(one, other) + signs_apart(other, third)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("förebid", "förebild", True),
        ("Årets förebild", "Årets Förebild", True),
        ("Årets forebild", "Årets förebild", True),
        ("Årets föreblid", "Årets förebild", True),
        ("Årets ledare.", "Årets ledare", True),
        ("kitten", "sitting", False),
        ("Årets junior", "Årets senior", False),
        ("Årets lärare", "Årets läkare", False),
        ("under 30 år", "under 90 år", False),
        ("klass1234567", "klass1234568", False),
        ("minst 18 år", "minst 1 år", False),
        ("women", "men", False),
        ("Ja", "Nej", False),
        ("Årets stora", "Årets", False),
        ("Årets förebid i årets kommmun", "Årets förebild i årets kommun", False),
    ],
)
def test_a_slip_is_one_word_mistyped(before, after, same):
    assert (is_slip(before, after), is_slip(after, before)) == (same, same)


@given(st.text("aåbc1 ", max_size=9), st.text("aåbc1 ", max_size=9))
def test_a_slip_looks_the_same_from_both_sides_and_is_near(one, other):
    assert is_slip(one, other) == is_slip(other, one)


@pytest.mark.django_db
def test_two_do_not_mend_one_name_into_another_either():
    """A few signs at a time, each approved: the words that were frozen are the measure."""
    edition = frozen()
    one, two = make_organiser(edition), make_organiser(edition)
    first = edition.categories.get().name_sv

    for words in (f"{first}na", f"{first}nas b", f"{first}nas bästa"):
        with suppress(ActRefused):
            approve(mend(edition, "name_sv", words, by=one), by=two)

    assert signs_apart(first, edition.categories.get().name_sv) <= MOST_SIGNS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [("", ""), ("a", ""), ("", "abc"), ("lärare", "läkare"), ("Årets öra", "Arets ora"), ("kitten", "sitting")],
)  # fmt: skip
def test_the_database_counts_signs_as_the_program_does(one, other):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rules_signs_apart(%s, %s)", [one, other])
        counted = cursor.fetchone()[0]

    assert counted == signs_apart(one, other)
