"""Nothing is taken away before a question that says what goes with it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from award.desk.domain.partners import add_partner
from award.desk.domain.removing import with_edition
from award.programme.models import Category, Partner
from nominations.models import Nomination
from tests.award.desk.places import place, visit
from tests.factories import get_round, make_edition, make_organiser, make_role
from tests.reading import squeezed
from voting.jury.domain.inviting import invite_juror

pytestmark = pytest.mark.django_db


def page(name, edition, *keys):
    with translation.override("en"):
        return reverse(name, args=[*place(edition), *keys])


@pytest.fixture
def organised(client):
    edition = make_edition("before", categories=2)
    client.force_login(make_organiser(edition))
    return edition


def test_category_is_asked_about_before_it_goes(client, organised):
    category = organised.categories.first()
    address = page("desk_category", organised, category.pk)

    asked = client.post(address, {"remove": "1"})

    text = squeezed(asked.text)
    assert asked.status_code == 200
    assert "Remove the category “Category 1”?" in text
    assert "Its name and the description of who can win it, in every language." in text
    assert "Its place on the public page, at once." in text
    assert "1 other category." in text
    assert Category.objects.filter(edition=organised).count() == 2


def test_the_question_is_a_form_that_does_it_without_javascript(client, organised):
    category = organised.categories.first()
    address = page("desk_category", organised, category.pk)

    text = client.post(address, {"remove": "1"}).text
    client.post(address, {"remove": "1", "sure": "1"})

    assert '<input type="hidden" name="remove" value="1">' in text
    assert 'name="sure"' in text
    assert Category.objects.filter(edition=organised).count() == 1


def test_whoever_lets_it_be_comes_back_to_the_form(client, organised):
    address = page("desk_category", organised, organised.categories.first().pk)

    text = client.post(address, {"remove": "1"}).text

    assert f'href="{address}"' in text


def test_draft_loses_no_public_page(client):
    edition = make_edition("before", categories=2, is_public=False)
    client.force_login(make_organiser(edition))

    asked = client.post(
        page("desk_category", edition, edition.categories.first().pk), {"remove": "1"}
    )

    assert "public page" not in asked.text


def test_last_category_is_not_asked_about(client):
    edition = make_edition("before")
    client.force_login(make_organiser(edition))

    asked = client.post(
        page("desk_category", edition, edition.categories.get().pk), {"remove": "1"}
    )

    assert "The last category stays" in asked.text
    assert 'name="sure"' not in asked.text


def test_frozen_category_stays_whatever_is_posted(client):
    edition = make_edition("nomination", categories=2)
    client.force_login(make_organiser(edition))
    address = page("desk_category", edition, edition.categories.first().pk)

    client.post(address, {"remove": "1", "sure": "1"})

    assert Category.objects.filter(edition=edition).count() == 2


def test_partner_is_asked_about_with_logo_and_address(client, organised):
    fields = {"kind": "sponsor", "name": "Bolaget", "website": "https://bolaget.example"}
    partner = add_partner(
        organised, fields=fields | {"logo": "partners/x.png"}, by=make_organiser(organised)
    )
    address = page("desk_partner", organised, partner.pk)

    text = squeezed(client.post(address, {"remove": "1"}).text)
    there = Partner.objects.count()
    client.post(address, {"remove": "1", "sure": "1"})

    assert "Remove Bolaget?" in text
    assert "The logo: keep a copy if you may want it again." in text
    assert "The web address: https://bolaget.example" in text
    assert (there, Partner.objects.count()) == (1, 0)


def test_edition_says_what_goes_with_it_in_every_room():
    edition = make_edition("nomination", categories=2)
    owner = make_role(edition, "owner")
    add_partner(edition, fields={"kind": "partner", "name": "Verket"}, by=owner)
    before = make_edition("before")
    invite_juror(edition=before, email="j@example.org", by=owner)
    Nomination.objects.create(
        round=get_round(edition, "nomination"),
        category=edition.categories.first(),
        nominee_name="Anna Ek",
        nominator_email="nils@example.org",
        motivation="Visar vägen.",
        submission_key=uuid4(),
    )

    with translation.override("en"):
        said, of_the_jury = with_edition(edition), with_edition(before)

    assert said == [
        "The rules in all their versions, with the dates of the year.",
        "2 categories.",
        "1 partner.",
        "1 nomination that nobody has confirmed.",
    ]
    assert "1 seat in the jury." in of_the_jury


def test_page_that_deletes_an_edition_says_it(client):
    edition = make_edition("before", categories=2)

    with translation.override("en"):
        text = visit(client, edition, "desk_delete").text

    assert "<li>2 categories.</li>" in text
