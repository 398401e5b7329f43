"""Partners' logos beside each other, the award's own, and what can be won."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from award.programme.domain.logos import AREA, clean_logo
from award.programme.models import Category, Partner
from tests.browser.acting import keep, look
from tests.factories import make_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80"><style>.a{fill:#0a5c36}</style>
<rect class="a" width="80" height="80"/><text x="100" y="58" font-size="56" font-family="sans-serif" class="a">Skogsbruket</text></svg>"""


def drawn(width: int, height: int, colour: str) -> bytes:
    image = Image.new("RGB", (width + 200, height + 200), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((100, 100, 100 + width, 100 + height), fill=colour)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def taken(data: bytes):
    return clean_logo(io.BytesIO(data), size=len(data))


def test_logos_of_every_shape_look_as_large_as_each_other(visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = make_edition("nomination", categories=2)
    edition.award.logo = taken(DRAWING.encode())
    edition.award.save()
    Category.objects.filter(edition=edition).update(
        description_sv="För den som under året har öppnat en dörr åt andra, och hållit upp den."
    )
    logos = {
        "Stor och bred": drawn(900, 600, "#7a1f3d"),
        "Liten": drawn(60, 60, "#1b6a43"),
        "Lång": drawn(1000, 160, "#204a87"),
        "Hög": drawn(200, 420, "#895900"),
        "Tecknad": DRAWING.encode(),
    }
    for n, (name, data) in enumerate(logos.items()):
        Partner.objects.create(
            edition=edition, kind="partner", name=name, logo=taken(data), position=n
        )

    for size in ("phone", "desktop"):
        for scheme in ("light", "dark"):
            watched = visit(size, scheme)
            look(watched, f"/{edition.award.slug}/{edition.year}/")
            keep(watched, f"logos-{size}-{scheme}")
            shown = watched.page.locator(".partners .logo")
            boxes = [each.bounding_box() for each in shown.all()]
            drawn_all = shown.evaluate_all(
                "all => all.every(one => one.complete && one.naturalWidth)"
            )
            assert drawn_all
            assert len(boxes) == len(logos)
            for box in boxes:
                assert 0.6 < box["width"] * box["height"] / AREA < 1.1

    watched = visit("phone")
    look(watched, f"/{edition.award.slug}/{edition.year}/nominera/")
    keep(watched, "prizes-phone")
