"""A personal identity number in a free text is noticed, kept as typed, and taken out when asked."""

import pytest
from django import forms
from django.test import RequestFactory

from award.programme.forms.texts import Lines
from nominations.models import Nomination
from tests.factories import make_edition
from tests.nominations.making import WORDS, filled_in, page

NUMBER = "19121212-1212"
TYPED = f"Hon ({NUMBER}) är bäst."


class Story(forms.Form):
    story = Lines(max_length=200)
    other = Lines(max_length=200, required=False)


def answered(**posted):
    return Story({"story": TYPED, **posted})


def test_number_is_named_and_what_was_typed_stays():
    form = answered()

    assert [*form.errors] == ["story"]
    assert NUMBER in form.errors["story"][0]
    assert TYPED in form.as_p()


def test_two_choices_stand_beneath_the_text_and_only_there():
    form = answered(other="Inget nummer")

    html = form.as_p()

    assert html.count('name="story-number"') == 2
    assert 'name="other-number"' not in html
    assert "number" not in Story().as_p()


def test_taken_out_when_it_is_asked_for():
    form = answered(**{"story-number": "out"})

    assert form.is_valid()
    assert form.cleaned_data["story"] == "Hon ([…]) är bäst."


def test_kept_when_it_is_none():
    form = answered(**{"story-number": "keep"})

    assert form.is_valid()
    assert form.cleaned_data["story"] == TYPED


def test_one_who_noticed_does_not_make_another_form_notice():
    assert not answered().is_valid()

    assert Story({"story": "Utan"}).is_valid()


@pytest.mark.django_db
def test_a_nomination_with_a_number_comes_back_whole_and_goes_through_without_it(client):
    edition = make_edition()
    sent = filled_in(edition, motivation=f"{WORDS} Hennes nummer är {NUMBER}.")

    first = client.post(page("nominate", edition), sent)
    second = client.post(page("nominate", edition), sent | {"motivation-number": "out"})

    assert first.status_code == 422
    assert 'value="out"' in first.text
    assert second.status_code == 302
    assert NUMBER not in Nomination.objects.get().motivation


@pytest.mark.parametrize("posted", [{}, {"story": ""}])
def test_nothing_typed_has_nothing_to_notice(posted):
    form = Story(RequestFactory().post("/", posted).POST)

    assert form.errors["story"].data[0].code == "required"
