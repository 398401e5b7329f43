"""Logos: cleaned, without empty margins, and of one size to the eye."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from award.desk.domain.categories import edit_category
from award.desk.domain.partners import add_partner
from award.programme.domain.logos import AREA, MAX_SVG_BYTES, clean_logo, optical_size
from award.programme.domain.pictures import PictureError
from award.programme.models import Category, Partner
from tests.award.desk.places import place
from tests.factories import make_edition, make_organiser
from tests.reading import squeezed

SVG = 'xmlns="http://www.w3.org/2000/svg"'
EVIL = f"""<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY boom "boom">]>
<svg {SVG} xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 100" onload="alert(1)">
  <script>alert(1)</script>
  <style>.a {{ fill: #123456; background: url(https://evil.example/y) }}</style>
  <a xlink:href="javascript:alert(1)"><rect class="a" width="10" height="10" onclick="x()"/></a>
  <image href="https://evil.example/z.png" width="5" height="5"/>
  <use xlink:href="#mark"/>
  <g id="mark"><path d="M0 0h10v10z" fill="url(#g)"/></g>
  <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://evil.example"/></body></foreignObject>
</svg>"""


def taken(data: bytes | str):
    raw = data.encode() if isinstance(data, str) else data
    return clean_logo(io.BytesIO(raw), size=len(raw))


def drawn(mode="RGB", size=(400, 200), ground="white", mark=(100, 50, 299, 99), colour="black"):
    image = Image.new(mode, size, ground)
    ImageDraw.Draw(image).rectangle(mark, fill=colour)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def test_drawing_stays_a_drawing_without_what_could_act():
    found = taken(EVIL)

    text = found.read().decode()
    ET.fromstring(text)
    assert found.name.endswith("-1000x333.svg")
    for gone in (
        "script",
        "alert",
        "onload",
        "onclick",
        "evil.example",
        "foreignObject",
        "ENTITY",
        "iframe",
    ):
        assert gone not in text
    for kept in ("#123456", "M0 0h10v10z", 'viewBox="0 0 300 100"', "#mark"):
        assert kept in text


def test_name_tells_nothing_of_the_file_that_came():
    assert taken(EVIL).name != taken(EVIL).name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('viewBox="0 0 20 40"', "-500x1000.svg"),
        ('viewBox="0,0,20,40" width="7" height="7"', "-500x1000.svg"),
        ('width="120px" height="60"', "-1000x500.svg"),
        ('width="12.5" height="50"', "-250x1000.svg"),
    ],
)
def test_measures_of_a_drawing_stand_in_its_name(head, name):
    assert taken(f'<svg {SVG} {head}><path d="M0 0"/></svg>').name.endswith(name)


def test_drawing_without_a_view_box_gets_one_so_that_it_can_be_scaled():
    text = taken(f'<svg {SVG} width="120" height="60"><path d="M0 0"/></svg>').read().decode()

    assert ET.fromstring(text).get("viewBox") == "0 0 120 60"


@pytest.mark.parametrize(
    "data",
    [
        f"<svg {SVG}/>",
        f'<svg {SVG} width="100%" height="100%"/>',
        f'<svg {SVG} viewBox="0 0 0 0"/>',
        f'<svg {SVG} viewBox="0 0 10 10"><g></svg>',
        '<svg viewBox="0 0 10 10"',
        "<html><svg viewBox='0 0 1 1'/></html>",
    ],
)
def test_drawing_that_cannot_be_read_is_refused(data):
    with pytest.raises(PictureError):
        taken(data)


def test_drawing_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(PictureError):
        taken(f'<svg {SVG} viewBox="0 0 1 1">' + " " * MAX_SVG_BYTES + "</svg>")


def test_entities_that_would_fill_the_memory_are_not_unfolded():
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{bomb}]><svg {SVG} viewBox="0 0 1 1"><text>&a9;</text></svg>'

    try:
        size = len(taken(text).read())
    except PictureError:
        size = 0

    assert size < 10_000


def test_drawing_under_another_name_is_cleaned_all_the_same(client, settings, tmp_path, db):
    settings.MEDIA_ROOT = tmp_path
    edition = make_edition()
    client.force_login(make_organiser(edition))
    logo = SimpleUploadedFile("logo.png", EVIL.encode(), "image/png")

    client.post(
        reverse("desk_new_partner", args=place(edition)),
        {"kind": "partner", "name": "Verket", "position": "0", "logo": logo},
    )

    kept = Partner.objects.get().logo
    assert kept.name.endswith(".svg")
    assert b"script" not in kept.read()


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (drawn(), (200, 50)),
        (drawn("RGBA", ground=(0, 0, 0, 0), colour=(9, 9, 9, 255)), (200, 50)),
        (drawn(ground="#fdfdfd"), (200, 50)),
        (drawn(ground="#7a1f3d", colour="white"), (400, 200)),
        (drawn(mark=(0, 0, 399, 199)), (400, 200)),
        (drawn(colour="white"), (400, 200)),
    ],
)
def test_empty_margins_are_cut_off_and_a_coloured_ground_is_not(data, size):
    found = taken(data)

    assert Image.open(found).size == size
    assert found.name.endswith(f"-{size[0]}x{size[1]}.webp")


@pytest.mark.parametrize(
    ("width", "height"), [(900, 600), (300, 100), (512, 512), (600, 400), (1200, 300)]
)
def test_each_shape_gets_the_same_area(width, height):
    shown = optical_size(f"partners/abc-{width}x{height}.webp")

    assert abs(shown[0] * shown[1] / AREA - 1) < 0.09
    assert abs(shown[0] / shown[1] / (width / height) - 1) < 0.03


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("partners/abc-4000x100.svg", (200, 5)),
        ("partners/abc-100x4000.svg", (3, 112)),
        ("partners/abc-300x100_x7Yz.webp", (144, 48)),
        ("partners/gammal.webp", (144, 48)),
        ("partners/abc-0x0.webp", (83, 83)),
    ],
)
def test_strange_shapes_keep_within_their_room(name, size):
    assert optical_size(name) == size


@pytest.mark.django_db
def test_public_page_shows_partners_logos_at_that_size_and_the_award_s_own(client):
    edition = make_edition()
    organiser = make_organiser(edition)
    add_partner(
        edition,
        fields={"kind": "partner", "name": "Verket", "logo": "partners/a-900x600.webp"},
        by=organiser,
    )
    edition.award.logo = "logos/b-600x200.svg"
    edition.award.save()

    text = squeezed(client.get(f"/{edition.award.slug}/{edition.year}/").text)

    assert 'src="/media/partners/a-900x600.webp" alt="" width="102" height="68"' in text
    assert 'src="/media/logos/b-600x200.svg" alt="" width="216" height="72"' in text


@pytest.mark.django_db
def test_public_pages_say_who_can_win_each_category(client):
    edition = make_edition("nomination", categories=2)
    Category.objects.filter(edition=edition, slug="kategori-1").update(
        description_sv="För den som bygger broar."
    )
    home = f"/{edition.award.slug}/{edition.year}/"

    for path in (home, f"{home}nominera/"):
        assert "För den som bygger broar." in client.get(path).text
    assert "Kategori 2" in client.get(home).text
    english = client.get(f"/en{home}").text
    assert '<dd lang="sv"><p>För den som bygger broar.</p>' in squeezed(english)


@pytest.mark.django_db
def test_a_lone_category_that_nobody_has_described_takes_no_room(client):
    edition = make_edition("before")
    home = f"/en/{edition.award.slug}/{edition.year}/"
    before = client.get(home).text

    edit_category(
        edition.categories.get(), changes={"description_en": "For all."}, by=make_organiser(edition)
    )

    assert "What can be won" not in before
    assert "What can be won" in client.get(home).text
