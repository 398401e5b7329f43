"""The event, its time zone and its windows; shown to the public and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from award.desk.domain.editing import edit_edition
from award.desk.domain.publishing import publish, withdraw
from award.desk.domain.refusal import ProgrammeRefused
from award.log.models import LogEntry
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.document import Window
from tests.award.desk.places import last_entry, place
from tests.award.rules.changes import with_windows
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db


def test_event_is_edited_at_any_time():
    edition = make_edition("vote")

    edit_edition(edition, changes={"place": "Växjö"}, by=make_organiser(edition))

    assert Edition.objects.get(pk=edition.pk).place == "Växjö"
    assert last_entry().action == "edition.edited"


def test_time_zone_before_the_freeze_makes_a_new_version_of_the_rules():
    edition = make_edition("before")

    edit_edition(edition, changes={"time_zone": "Europe/Helsinki"}, by=make_organiser(edition))

    assert Edition.objects.get(pk=edition.pk).time_zone == "Europe/Helsinki"
    assert rules_in_force(edition).time_zone == "Europe/Helsinki"


def test_time_zone_after_the_freeze_is_refused():
    edition = make_edition("nomination")

    with pytest.raises(ProgrammeRefused):
        edit_edition(edition, changes={"time_zone": "UTC"}, by=make_organiser(edition))

    assert Edition.objects.get(pk=edition.pk).time_zone == "Europe/Stockholm"


def test_event_page_says_why_the_time_zone_stays(client):
    edition = make_edition("nomination")
    client.force_login(make_organiser(edition))

    answer = client.post(
        reverse("desk_event", args=place(edition)), {"time_zone": "UTC", "place": "Växjö"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Reglerna är låsta: tidszonen står fast till nästa årgång."
    ]
    assert Edition.objects.get(pk=edition.pk).place == ""


def test_publish_shows_the_edition_and_withdraw_hides_it(client):
    edition = make_edition("before", is_public=False)
    organiser = make_organiser(edition)
    page = reverse("edition", args=place(edition))

    hidden = client.get(page).status_code
    publish(edition, by=organiser)
    shown = client.get(page).status_code
    withdraw(edition, by=organiser)

    assert (hidden, shown, client.get(page).status_code) == (404, 200, 404)
    assert last_entry().action == "edition.withdrawn"


def test_edition_that_has_begun_stays_public():
    edition = make_edition("nomination")

    with pytest.raises(ProgrammeRefused):
        withdraw(edition, by=make_organiser(edition))

    assert Edition.objects.get(pk=edition.pk).is_public is True


def test_publishing_twice_is_one_entry(client):
    edition = make_edition("before", is_public=False)
    client.force_login(make_organiser(edition))

    for _ in range(2):
        client.post(reverse("desk_show", args=place(edition)))

    assert LogEntry.objects.filter(action="edition.published").count() == 1


def test_windows_move_before_the_freeze_by_a_new_version():
    edition = make_edition("before")
    later = {
        kind: Window(w.opens_at + timedelta(days=1), w.closes_at + timedelta(days=1))
        for kind, w in rules_in_force(edition).windows().items()
    }

    moved = with_windows(
        rules_in_force(edition), later, announce_at=edition.announce_at + timedelta(days=1)
    )
    book = write_rules(edition, moved, by=make_organiser(edition))

    assert book.version == 2
    assert {r.kind: r.opens_at for r in edition.rounds.all()} == {
        kind: w.opens_at for kind, w in later.items()
    }
