"""Editing the programme: who changes what, what the log keeps, and what the freeze holds."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from award.desk.domain.categories import add_category, edit_category, free_slug, remove_category
from award.desk.domain.editing import edit_award, edit_edition
from award.desk.domain.founding import start_award, start_edition
from award.desk.domain.partners import add_partner, edit_partner, remove_partner
from award.desk.domain.publishing import publish, withdraw
from award.desk.domain.refusal import ProgrammeRefused
from award.log.models import LogEntry
from award.programme.domain.clock import database_now
from award.programme.models import Award, Category, Edition, Partner
from award.rules.domain.books import rules_in_force, write_rules
from award.rules.domain.document import RulesError, Window
from tests.award.rules.changes import with_windows
from tests.factories import (
    make_edition,
    make_organisation,
    make_organiser,
    make_person,
    make_role,
    make_windows,
)

pytestmark = pytest.mark.django_db


def place(edition) -> list:
    return [edition.award.slug, edition.year]


def last_entry() -> LogEntry:
    return LogEntry.objects.select_related("payload").order_by("-seq").first()


def picture(form: str = "PNG", mode: str = "RGB", size=(60, 40)) -> SimpleUploadedFile:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "hemlig plats"
    Image.new(mode, size).save(target, form, exif=exif)
    return SimpleUploadedFile(f"logo.{form.lower()}", target.getvalue())


def award_fields(edition, **changes) -> dict:
    award = edition.award
    names = ("name_sv", "name_en", "tagline_sv", "tagline_en", "purpose_sv", "purpose_en")
    kept = {name: getattr(award, name) for name in names}
    return kept | {"colour": award.colour, "accent": award.accent} | changes


# Words


def test_award_edited_keeps_before_and_after_in_the_log():
    edition = make_edition()
    old = edition.award.tagline_sv

    edit_award(
        edition.award, changes={"tagline_sv": "Nytt", "slug": "x"}, by=make_organiser(edition)
    )

    award = Award.objects.get(pk=edition.award_id)
    assert (award.tagline_sv, award.slug) == ("Nytt", edition.award.slug)
    content = last_entry().payload.content
    assert (content["before"], content["after"]) == ({"tagline_sv": old}, {"tagline_sv": "Nytt"})


def test_award_saved_without_a_change_writes_no_entry():
    edition = make_edition()
    entries = LogEntry.objects.count()

    edit_award(
        edition.award, changes={"name_sv": edition.award.name_sv}, by=make_organiser(edition)
    )

    assert LogEntry.objects.count() == entries


def test_award_page_saves_and_returns_to_the_programme(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.post(
        reverse("desk_award", args=place(edition)), award_fields(edition, purpose_sv="För alla.")
    )

    assert answer.url == reverse("desk_programme", args=place(edition))
    assert Award.objects.get(pk=edition.award_id).purpose_sv == "För alla."


def test_award_page_refuses_what_is_no_colour_and_keeps_the_rest(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.post(
        reverse("desk_award", args=place(edition)),
        award_fields(edition, colour="red;}", purpose_sv="Skrivet med möda."),
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["colour"]
    assert "Skrivet med möda." in answer.content.decode()
    assert Award.objects.get(pk=edition.award_id).colour == edition.award.colour


# Logos


def test_logo_is_made_anew_without_what_it_told(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = make_edition()
    client.force_login(make_organiser(edition))

    client.post(
        reverse("desk_award", args=place(edition)), award_fields(edition, logo=picture("JPEG"))
    )

    logo = Award.objects.get(pk=edition.award_id).logo
    assert logo.name.endswith(".webp")
    assert "logo" not in logo.name.split("/")[-1]
    kept = Image.open(logo.path)
    assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (60, 40), {})


def test_logo_keeps_its_transparency(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = make_edition()
    client.force_login(make_organiser(edition))

    client.post(
        reverse("desk_award", args=place(edition)),
        award_fields(edition, logo=picture("PNG", "RGBA")),
    )

    kept = Image.open(Award.objects.get(pk=edition.award_id).logo.path)
    assert kept.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("logo.png", b"inte en bild"),
        SimpleUploadedFile("stor.png", b"0" * (8 * 1024 * 1024 + 1)),
    ],
    ids=["svg", "broken", "too large"],
)
def test_logo_that_cannot_be_used_is_refused_in_words(client, upload):
    edition = make_edition()
    client.force_login(make_organiser(edition))
    upload.seek(0)

    answer = client.post(
        reverse("desk_award", args=place(edition)), award_fields(edition, logo=upload)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["logo"]
    assert Award.objects.get(pk=edition.award_id).logo.name == ""


def test_logo_stays_when_the_form_is_saved_without_one(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = make_edition()
    client.force_login(make_organiser(edition))
    page = reverse("desk_award", args=place(edition))
    client.post(page, award_fields(edition, logo=picture()))
    kept = Award.objects.get(pk=edition.award_id).logo.name

    client.post(page, award_fields(edition, tagline_sv="Ny"))

    assert Award.objects.get(pk=edition.award_id).logo.name == kept != ""


def test_logo_can_be_taken_away(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = make_edition()
    client.force_login(make_organiser(edition))
    page = reverse("desk_award", args=place(edition))
    client.post(page, award_fields(edition, logo=picture()))

    client.post(page, award_fields(edition) | {"logo-clear": "on"})

    assert Award.objects.get(pk=edition.award_id).logo.name == ""


# The event and the time zone


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


# Categories


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
    client.post(page, {"remove": "1"})

    assert renamed == "Tvåan"
    assert Category.objects.filter(pk=added.pk).count() == 0


def test_category_of_another_edition_is_not_found(client):
    edition, other = make_edition("before"), make_edition("before")
    client.force_login(make_organiser(edition))

    answer = client.get(reverse("desk_category", args=[*place(edition), other.categories.get().pk]))

    assert answer.status_code == 404


# Partners


def test_partner_comes_changes_and_goes_and_the_log_keeps_it():
    edition = make_edition()
    organiser = make_organiser(edition)

    partner = add_partner(edition, fields={"kind": "sponsor", "name": "Bolaget"}, by=organiser)
    edit_partner(partner, changes={"name": "Bolaget AB"}, by=organiser)
    remove_partner(partner, by=organiser)

    actions = LogEntry.objects.filter(action__startswith="partner").order_by("seq")
    assert [e.action for e in actions] == ["partner.added", "partner.edited", "partner.removed"]
    assert Partner.objects.count() == 0


def test_partner_page_takes_a_web_address_without_its_scheme(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    client.post(
        reverse("desk_new_partner", args=place(edition)),
        {"kind": "partner", "name": "Verket", "website": "verket.example", "position": "0"},
    )

    assert Partner.objects.get().website == "https://verket.example"


def test_partner_page_refuses_a_script_as_address(client):
    edition = make_edition()
    client.force_login(make_organiser(edition))

    answer = client.post(
        reverse("desk_new_partner", args=place(edition)),
        {"kind": "partner", "name": "X", "website": "javascript:alert(1)", "position": "0"},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["website"])


# Publishing


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


# Starting awards and editions


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
    form = client.get(first.url).context["form"]
    filled = {name: form[name].value() for name in form.fields}
    second = client.post(first.url, {k: _typed(v) for k, v in filled.items() if v is not None})

    edition = Edition.objects.get()
    assert first.url == "/desk/arets-larare/nytt-ar/"
    assert second.url == reverse("desk_programme", args=place(edition))
    assert edition.is_public is False
    assert [c.name_sv for c in edition.categories.all()] == ["Årets lärare"]
    assert [r.kind for r in edition.rounds.all()] == ["nomination", "jury", "vote"]


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
