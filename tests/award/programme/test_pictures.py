"""Pictures as telephones, scanners and other programs write them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from django.utils import translation
from PIL import Image

from award.programme.domain import pictures
from award.programme.domain.pictures import MAX_BYTES, WIDEST, PictureError, clean_picture
from award.programme.forms.pictures import LogoField
from award.site.sizes import LARGEST
from nominations.forms.pictures import PortraitField
from tests.nominations.pictures import GREEN, RED, bomb, grey_profile, profile

# 50 megapixels, as the cameras of several telephones have: 8160 × 6144.
LARGE = """
import django, resource, sys; django.setup()
from PIL import Image
from award.programme.domain.pictures import clean_picture
file = open(sys.argv[1], "rb")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
made = Image.open(clean_picture(file, size=1000))
print(made.width, made.height, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def sent(image: Image.Image, format: str, **options: Any) -> io.BytesIO:
    target = io.BytesIO()
    image.save(target, format, **options)
    target.seek(0)
    return target


def made(file: io.BytesIO) -> Image.Image:
    return Image.open(clean_picture(file, size=1000))


def colour(image: Image.Image) -> tuple[int, ...]:
    return image.convert("RGB").getpixel((5, 5))


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colours_are_those_of_the_profile_it_came_with(format):
    """Here what is called red is green, so that nobody can take one for the other."""
    red = Image.new("RGB", (20, 20), (255, 0, 0))

    picture = made(sent(red, format, icc_profile=profile(red=GREEN, green=RED), quality=95))

    assert near(colour(picture), (0, 255, 0))
    assert "icc_profile" not in picture.info


def test_what_is_seen_through_stays_so_beside_a_profile():
    glass = Image.new("RGBA", (20, 20), (255, 0, 0, 128))

    picture = made(sent(glass, "PNG", icc_profile=profile(red=GREEN, green=RED)))

    assert near(picture.getpixel((5, 5)), (0, 255, 0, 128))


def test_grey_follows_its_profile():
    dim = Image.new("L", (20, 20), 128)

    picture = made(sent(dim, "PNG", icc_profile=grey_profile(1.0)))

    assert near(colour(picture), (188, 188, 188))  # half the light, as sRGB writes it


@pytest.mark.parametrize("broken", [b"\0" * 200, grey_profile(1.0), b"x"])
def test_profile_that_does_not_fit_is_left_out(broken):
    red = Image.new("RGB", (20, 20), (255, 0, 0))

    assert near(colour(made(sent(red, "PNG", icc_profile=broken))), (255, 0, 0))


def test_grey_of_sixteen_bits_is_as_dark_as_it_was():
    middle = Image.new("I;16", (20, 20), 128 * 256)

    assert near(colour(made(sent(middle, "PNG"))), (128, 128, 128))


def test_grey_that_is_seen_through_stays_so():
    glass = Image.new("LA", (20, 20), (90, 128))

    assert near(made(sent(glass, "PNG")).getpixel((5, 5)), (90, 90, 90, 128))


@pytest.mark.parametrize("size", [(8160, 6144), (8064, 6048)], ids=["50 MP", "48 MP"])
def test_photograph_of_a_telephone_is_taken_without_its_whole_memory(tmp_path, size):
    """Decoded whole, four bytes a pixel, it would take 200 MB."""
    file = tmp_path / "large.jpg"
    file.write_bytes(sent(Image.new("RGB", size, (90, 120, 40)), "JPEG").getvalue())

    done = subprocess.run(
        [sys.executable, "-c", LARGE, file], capture_output=True, text=True, check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "award.settings"},
    )  # fmt: skip

    width, height, megabytes = map(int, done.stdout.split())
    assert (width, height) == (WIDEST, round(WIDEST * size[1] / size[0]))
    assert megabytes < 100


@pytest.mark.parametrize(
    ("format", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("WEBP", {"method": 0}),
        ("AVIF", {"speed": 10}),
    ],
)
def test_photograph_of_fifty_megapixels_is_taken_in_every_kind(tmp_path, format, options):
    """What has to be read whole takes some hundred megabytes for a second; see the next test."""
    file = tmp_path / "large"
    picture = Image.new("RGB", (8160, 6144), (90, 120, 40))
    file.write_bytes(sent(picture, format, **options).getvalue())

    done = subprocess.run(
        [sys.executable, "-c", LARGE, file], capture_output=True, text=True, check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "award.settings"},
    )  # fmt: skip

    width, height, megabytes = map(int, done.stdout.split())
    assert (width, height) == (WIDEST, 904)
    assert megabytes < 900


def test_of_pictures_that_are_read_whole_one_large_is_read_at_a_time(monkeypatch):
    reading, most, gate = [], [], threading.Barrier(3)

    def made_small(opened):
        reading.append(opened)
        most.append(len(reading))
        time.sleep(0.05)
        reading.remove(opened)
        return Image.new("RGB", (4, 3))

    def take(format: str) -> None:
        file = sent(Image.new("L", (4000, 3100)), format)
        gate.wait()
        made(file)

    monkeypatch.setattr(pictures, "_made_small", made_small)
    threads = [threading.Thread(target=take, args=["PNG"]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1, 1, 1]


def test_photograph_beyond_every_limit_says_which():
    with translation.override("sv"), pytest.raises(PictureError, match="52 miljoner bildpunkter"):
        clean_picture(io.BytesIO(bomb(8_000, 7_000)), size=1000)


def test_long_strip_is_read_no_smaller_than_it_is_kept():
    strip = sent(Image.new("RGB", (12000, 1000)), "JPEG")

    assert made(strip).size == (WIDEST, 100)


@pytest.mark.parametrize(
    "head",
    [
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\0\0\0\x1cftypmif1\0\0\0\0mif1heixMiHE",
        b"\0\0\0\x18ftypmsf1\0\0\0\0hevcmsf1",
    ],
)
@pytest.mark.parametrize(
    ("language", "told"),
    [("sv", "Inställningar, Kamera, Format"), ("en", "Settings, Camera, Formats")],
)
def test_heic_is_refused_with_what_to_do_on_the_telephone(head, language, told):
    with translation.override(language), pytest.raises(PictureError, match=told):
        clean_picture(io.BytesIO(head + bytes(400)), size=1000)


def test_avif_is_no_heic_though_its_box_is_the_same():
    assert made(sent(Image.new("RGB", (30, 20)), "AVIF")).size == (30, 20)


@pytest.mark.parametrize("field", [LogoField, PortraitField])
def test_the_form_offers_what_is_read_and_a_telephone_then_sends_no_heic(field):
    """Asked for JPEG, an iPhone converts what is chosen by itself."""
    offered = field().widget.attrs["accept"].split(",")

    drawings = ["image/svg+xml"] if field is LogoField else []
    assert offered == ["image/jpeg", "image/png", "image/webp", "image/avif", *drawings]


def test_the_largest_picture_gets_through_the_door():
    assert MAX_BYTES + 1024 * 1024 < LARGEST
