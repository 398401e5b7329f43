"""What a juror is told beforehand of what will be published of her points."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from award.rules.domain.books import rules_in_force
from award.rules.domain.document import Publication
from tests.factories import make_edition, make_entry, make_organiser
from tests.reading import squeezed
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.inviting import invite_juror
from voting.jury.domain.publication import sheets_in_words

pytestmark = pytest.mark.django_db
FIGURES = Publication(5, 10, "figures", "figures", auditor="Revisor Rut Ek")
SHEETS = replace(FIGURES, small_panel="sheets")


def jury_of(number, publication):
    edition = make_edition("jury", rules={"publication": publication})
    organiser = make_organiser(edition)
    for n in range(number):
        invite_juror(edition=edition, email=f"juror{n}@example.org", by=organiser)
    return edition


def said(edition):
    with translation.override("en"):
        return sheets_in_words(edition)[0]


def test_small_jury_hears_that_only_figures_come_out_and_who_may_check():
    edition = jury_of(4, FIGURES)

    assert rules_in_force(edition).publication == FIGURES
    assert "Of a jury of fewer than 5 only the figures are published, and you are 4" in said(
        edition
    )
    assert "sealed for Revisor Rut Ek" in said(edition)


def test_larger_jury_hears_of_the_alias_and_of_what_would_change_it():
    words = said(jury_of(5, FIGURES))

    assert ("under an alias" in words, "fewer than 5 jurors" in words) == (True, True)
    assert "sealed" not in words


@pytest.mark.parametrize("publication", [SHEETS, None], ids=["sheets", "an older book"])
def test_jury_whose_sheets_are_published_anyhow_hears_so(publication):
    words = said(jury_of(2, publication))

    assert words.startswith("Your points are published with the result, without your name")
    assert "only the figures" not in words


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Det här publiceras av dina poäng"), ("en", "What is published of your points")],
)
def test_both_of_her_pages_say_it_before_she_scores(language, words):
    edition = jury_of(4, FIGURES)
    entry = make_entry(edition)
    assign_everything(edition)
    juror = edition.jurors.first()
    client, place = Client(), [edition.award.slug, edition.year]
    client.force_login(juror.person, backend="django.contrib.auth.backends.ModelBackend")

    with translation.override(language):
        pages = [
            client.get(reverse("jury_edition", args=place)),
            client.get(reverse("jury_entry", args=[*place, entry.pk])),
        ]

    assert [words in squeezed(page.text) for page in pages] == [True, True]
    assert all("Revisor Rut Ek" in page.text for page in pages)
