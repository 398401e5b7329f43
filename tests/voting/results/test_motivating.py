"""Two organisers write the jury's motivation at once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_organiser
from tests.forms_read import OpenForm, forms_on
from tests.voting.results.playing import settled
from voting.results.models import Motivation

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Its form in the browsers of two organisers, opened before either has written."""
    edition = settled({"anna": 2, "bea": 5, "cilla": 3}, {"anna": 1})
    path = reverse("desk_results", args=[edition.award.slug, edition.year])
    browsers = (Client(), Client())
    for browser in browsers:
        browser.force_login(make_organiser(edition))
    return [OpenForm(browser, path) for browser in browsers]


def test_second_sees_what_the_first_wrote_and_nothing_is_lost(two):
    first, second = two
    first.send(text_sv="För modet.")

    answer = second.send(text_sv="För dörrarna.", text_en="For the doors.")

    assert answer.status_code == 409
    assert all(words in answer.text for words in ("För modet.", "För dörrarna."))
    assert Motivation.objects.get().text_sv == "För modet."


def test_what_she_chooses_stands(two):
    first, second = two
    first.send(text_sv="För modet.")
    answer = second.send(text_sv="För dörrarna.", text_en="For the doors.")
    fields = next(form for form in forms_on(answer.text) if "choose" in form)

    second.client.post(second.path, fields | {"text_sv": "För modet."})

    kept = Motivation.objects.get()
    assert (kept.text_sv, kept.text_en) == ("För modet.", "For the doors.")


def test_two_languages_by_two_people_are_both_kept(two):
    two[0].send(text_sv="För mod.", text_en="")
    first, second = (OpenForm(form.client, form.path) for form in two)
    first.send(text_sv="För modet.")

    second.send(text_en="For courage.")

    kept = Motivation.objects.get()
    assert (kept.text_sv, kept.text_en) == ("För modet.", "For courage.")
