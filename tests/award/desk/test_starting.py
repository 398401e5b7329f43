"""Awards and years that an owner starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from award.desk.domain.founding import start_award, start_edition
from award.desk.domain.partners import add_partner
from award.desk.domain.refusal import ProgrammeRefused
from award.programme.domain.clock import database_now
from award.programme.models import Award, Edition
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.document import Prize, RulesError, Text, Window
from tests.award.desk.places import place
from tests.factories import (
    make_edition,
    make_organisation,
    make_organiser,
    make_person,
    make_role,
    make_windows,
)

pytestmark = pytest.mark.django_db


def new_award_fields(organisation, **changes) -> dict:
    return {
        "organisation": organisation.pk,
        "slug": "arets-larare",
        "name_sv": "Årets lärare",
        "purpose_sv": "Fler ska vilja undervisa.",
        "colour": "#123456",
        "accent": "#654321",
    } | changes


def owner_of(organisation):
    from award.people.models import Role

    person = make_person()
    Role.objects.create(person=person, organisation=organisation, kind="owner")
    return person


def test_an_owner_starts_an_award_and_its_first_year(client):
    organisation = make_organisation()
    client.force_login(owner_of(organisation))

    first = client.post("/desk/ny/", new_award_fields(organisation))
    gala = database_now() + timedelta(weeks=20)
    days = {"shape": "jury-and-public", "gala": _typed(gala)}
    form = client.get(first.url, days).context["form"]
    filled = {name: form[name].value() for name in form.fields}
    second = client.post(first.url, {k: _typed(v) for k, v in filled.items() if v is not None})

    edition = Edition.objects.get()
    assert first.url == "/desk/arets-larare/nytt-ar/"
    assert second.url == reverse("desk_programme", args=place(edition))
    assert edition.is_public is False
    assert [c.name_sv for c in edition.categories.all()] == ["Årets lärare"]
    assert [r.kind for r in edition.rounds.all()] == ["nomination", "jury", "vote"]


def test_first_year_asks_first_when_the_winner_is_told(client):
    organisation = make_organisation()
    client.force_login(owner_of(organisation))
    there = client.post("/desk/ny/", new_award_fields(organisation)).url
    soon = {"shape": "jury", "gala": _typed(database_now() + timedelta(days=5))}

    asked, refused = client.get(there), client.get(there, soon)

    assert list(asked.context["form"].fields) == ["shape", "gala"]
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["gala"])


def test_second_year_starts_from_the_first(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    form = client.get(f"/desk/{edition.award.slug}/nytt-ar/").context["form"]

    assert form["year"].value() == edition.year + 1


def _typed(value) -> str:
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else str(value)


@pytest.mark.parametrize("slug", ["desk", "konto", "en", "Ny"])
def test_an_award_cannot_take_the_platforms_own_addresses(client, slug):
    organisation = make_organisation()
    client.force_login(owner_of(organisation))

    answer = client.post("/desk/ny/", new_award_fields(organisation, slug=slug))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["slug"])
    assert Award.objects.count() == 0


def test_an_award_cannot_take_another_ones_address(client):
    edition = make_edition()
    client.force_login(make_role(edition, "owner"))

    answer = client.post(
        "/desk/ny/", new_award_fields(edition.award.organisation, slug=edition.award.slug)
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["slug"])


def test_an_award_cannot_be_started_in_a_foreign_organisation(client):
    client.force_login(owner_of(make_organisation()))

    answer = client.post("/desk/ny/", new_award_fields(make_organisation()))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["organisation"])


def test_start_award_twice_is_refused():
    organisation = make_organisation()
    fields = {"slug": "pris", "name_sv": "Pris", "purpose_sv": "För alla."}
    start_award(organisation, fields=fields, by=owner_of(organisation))

    with pytest.raises(ProgrammeRefused):
        start_award(organisation, fields=fields, by=owner_of(organisation))


def next_year(edition, **changes):
    windows, announce_at = make_windows("before", database_now() + timedelta(days=365))
    given = {
        "year": edition.year + 1,
        "windows": windows,
        "announce_at": announce_at,
        "fields": {"time_zone": edition.time_zone},
        "by": make_role(edition, "owner"),
    }
    return start_edition(edition.award, **given | changes)


def test_a_new_year_takes_over_categories_partners_and_rules():
    before = make_edition("announced", categories=2)
    add_partner(before, fields={"kind": "partner", "name": "Verket"}, by=make_organiser(before))
    old = rules_in_force(before)

    after = next_year(before)

    new = rules_in_force(after)
    assert [c.slug for c in after.categories.all()] == ["kategori-1", "kategori-2"]
    assert [p.name for p in after.partners.all()] == ["Verket"]
    assert (new.jury.criteria, new.ties) == (old.jury.criteria, old.ties)
    assert new.lot_commitment != old.lot_commitment
    assert (before.categories.count(), before.partners.count()) == (2, 1)


def test_a_year_exists_once():
    edition = make_edition()

    with pytest.raises(ProgrammeRefused):
        next_year(edition, year=edition.year)

    assert Edition.objects.count() == 1


def test_a_new_year_whose_rounds_overlap_is_not_started():
    edition = make_edition()
    windows, announce_at = make_windows("before", database_now() + timedelta(days=365))
    windows["jury"] = Window(windows["nomination"].opens_at, windows["jury"].closes_at)

    with pytest.raises(RulesError, match=r"jury\.opens_at"):
        next_year(edition, windows=windows, announce_at=announce_at)

    assert Edition.objects.count() == 1


def test_new_year_form_proposes_the_same_weekday_and_hour_a_year_later(client):
    edition = make_edition("announced")
    client.force_login(make_role(edition, "owner"))

    form = client.get(f"/desk/{edition.award.slug}/nytt-ar/").context["form"]

    old = edition.announce_at.astimezone(edition.zone)
    new = form["announce_at"].value()
    assert (new.weekday(), new.hour, new.minute) == (old.weekday(), old.hour, old.minute)
    assert form["year"].value() == edition.year + 1


def year_form(edition, client, **changes):
    form = client.get(f"/desk/{edition.award.slug}/nytt-ar/").context["form"]
    filled = {n: _typed(v) for n in form.fields if (v := form[n].value()) is not None}
    return client.post(f"/desk/{edition.award.slug}/nytt-ar/", filled | changes)


def test_new_year_form_says_by_the_field_what_is_wrong(client):
    edition = make_edition("announced")
    client.force_login(make_role(edition, "owner"))

    answer = year_form(edition, client, jury_opens_at="2020-01-01T08:00")

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["jury_opens_at"]
    assert 'value="2020-01-01T08:00"' in answer.content.decode()


def test_new_year_form_needs_both_ends_of_a_round(client):
    edition = make_edition("announced")
    client.force_login(make_role(edition, "owner"))

    answer = year_form(edition, client, vote_closes_at="")

    assert list(answer.context["form"].errors) == ["vote_closes_at"]


def test_a_round_without_times_is_not_held(client):
    edition = make_edition("announced")
    client.force_login(make_role(edition, "owner"))

    year_form(edition, client, jury_opens_at="", jury_closes_at="")

    started = Edition.objects.exclude(pk=edition.pk).get()
    assert [r.kind for r in started.rounds.all()] == ["nomination", "vote"]


def test_an_organiser_who_does_not_own_starts_nothing(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answers = [client.get("/desk/ny/"), client.get(f"/desk/{edition.award.slug}/nytt-ar/")]

    assert [a.status_code for a in answers] == [404, 404]


def test_a_new_year_takes_over_every_round_and_what_wins(client):
    before = make_edition("before", categories=2)
    old = rules_in_force(before)
    reading = replace(
        old.jury,
        slug="lasning",
        name=Text("Läsningen"),
        only_for=("kategori-1",),
        window=Window(
            old.nomination.window.closes_at + timedelta(hours=1),
            old.nomination.window.closes_at + timedelta(hours=9),
        ),
        grace_hours=0,
    )
    first, second = old.categories
    prize = Prize(2, (Text("Guld"), Text("Silver")))
    listed = old.having(
        rounds=(old.nomination, reading, *old.rounds[1:]),
        categories=(replace(first, prize=prize), second),
    )
    write_rules(before, listed, by=None)

    answer = year_form(before, client_of(before, client))

    assert answer.status_code == 302
    new = rules_in_force(before.award.editions.get(year=before.year + 1))
    assert [r.slug for r in new.rounds] == ["nomination", "lasning", "jury", "vote"]
    assert new.round("lasning").only_for == ("kategori-1",)
    assert new.categories[0].prize == prize
    pause = new.round("lasning").window.opens_at - new.nomination.window.closes_at
    assert pause == timedelta(hours=1)


def client_of(edition, client):
    client.force_login(make_role(edition, "owner"))
    return client
