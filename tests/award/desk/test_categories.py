"""Categories come, change and go until the freeze."""

from __future__ import annotations

import pytest
from django.urls import reverse

from award.desk.domain.categories import add_category, edit_category, free_slug, remove_category
from award.desk.domain.refusal import ProgrammeRefused
from award.programme.models import Category
from award.rules.domain.books import rules_in_force
from tests.award.desk.places import last_entry, place
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db


def test_category_added_before_the_freeze_stands_in_the_rules():
    edition = make_edition("before")

    category = add_category(
        edition, fields={"name_sv": "Årets Eldsjäl", "position": 1}, by=make_organiser(edition)
    )

    assert category.slug == "arets-eldsjal"
    assert [c.slug for c in rules_in_force(edition).categories] == ["kategori-1", "arets-eldsjal"]
    assert last_entry().action == "category.added"


def test_category_renamed_before_the_freeze_is_renamed_in_the_rules():
    edition = make_edition("before")
    category = edition.categories.get()

    edit_category(category, changes={"name_sv": "Årets stjärna"}, by=make_organiser(edition))

    assert [c.name.in_language("sv") for c in rules_in_force(edition).categories] == [
        "Årets stjärna"
    ]


@pytest.mark.parametrize("phase", ["nomination", "vote", "announced"])
def test_category_after_the_freeze_keeps_its_name_and_its_description(phase):
    edition = make_edition(phase)
    category, organiser = edition.categories.get(), make_organiser(edition)

    for changes in ({"name_sv": "Annat"}, {"description_sv": "För alla."}):
        with pytest.raises(ProgrammeRefused):
            edit_category(category, changes=changes, by=organiser)

    kept = Category.objects.get(pk=category.pk)
    assert (kept.name_sv, kept.description_sv) == ("Kategori 1", "")


def test_category_cannot_come_or_go_after_the_freeze():
    edition = make_edition("nomination", categories=2)
    organiser = make_organiser(edition)

    with pytest.raises(ProgrammeRefused):
        add_category(edition, fields={"name_sv": "Ny"}, by=organiser)
    with pytest.raises(ProgrammeRefused):
        remove_category(edition.categories.first(), by=organiser)

    assert Category.objects.filter(edition=edition).count() == 2


def test_category_removed_leaves_the_rules():
    edition = make_edition("before", categories=2)

    remove_category(edition.categories.get(slug="kategori-1"), by=make_organiser(edition))

    assert [c.slug for c in rules_in_force(edition).categories] == ["kategori-2"]


def test_last_category_stays():
    edition = make_edition("before")

    with pytest.raises(ProgrammeRefused):
        remove_category(edition.categories.get(), by=make_organiser(edition))


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Årets It-kvinna", "arets-it-kvinna"), ("Kategori 1", "kategori-1-2"), ("!!!", "kategori")],
)
def test_category_address_is_free_and_plain(name, slug):
    assert free_slug(make_edition(), name) == slug


def test_category_pages_add_change_and_remove(client):
    edition = make_edition("before")
    client.force_login(make_organiser(edition))

    client.post(
        reverse("desk_new_category", args=place(edition)), {"name_sv": "Två", "position": "1"}
    )
    added = Category.objects.get(slug="tva")
    page = reverse("desk_category", args=[*place(edition), added.pk])
    client.post(page, {"name_sv": "Tvåan", "position": "1"})
    renamed = Category.objects.get(pk=added.pk).name_sv
    client.post(page, {"remove": "1", "sure": "1"})

    assert renamed == "Tvåan"
    assert Category.objects.filter(pk=added.pk).count() == 0


def test_category_of_another_edition_is_not_found(client):
    edition, other = make_edition("before"), make_edition("before")
    client.force_login(make_organiser(edition))

    answer = client.get(reverse("desk_category", args=[*place(edition), other.categories.get().pk]))

    assert answer.status_code == 404
