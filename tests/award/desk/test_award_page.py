"""The award's words, colours and logo: who changes what, and what the log keeps."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from award.desk.domain.editing import edit_award
from award.log.models import LogEntry
from award.programme.models import Award
from tests.award.desk.places import last_entry, place
from tests.factories import make_edition, make_organiser

pytestmark = pytest.mark.django_db


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
