"""Portraits of people who do not exist: the same every time, and of different people."""

import io

from PIL import Image, ImageChops, ImageStat

from voting.rehearsal.portraits import draw_portrait
from voting.rehearsal.sitters import HAIRS, SITTERS


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_same_name_gives_the_same_picture_standing():
    first = draw_portrait("Anna Ek", size=160)

    assert draw_portrait("Anna Ek", size=160) == first
    assert opened(first).size == (160, 200)


def test_ten_in_a_row_are_ten_different_people():
    pictures = [opened(draw_portrait("Anna Ek", number=n, size=64)) for n in range(len(SITTERS))]

    assert len(SITTERS) == 10
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) > 15


def test_sitters_differ_in_hair_skin_and_light():
    assert {sitter.hair for sitter in SITTERS} == set(HAIRS)
    assert len({sitter.skin for sitter in SITTERS}) >= 8
    assert len({sitter.ground for sitter in SITTERS}) == len(SITTERS)


def test_light_comes_from_the_upper_left():
    picture = opened(draw_portrait("Bea Lind", number=0, size=160)).convert("L")
    left, right = picture.crop((0, 0, 40, 60)), picture.crop((120, 140, 160, 200))

    assert ImageStat.Stat(left).mean[0] > ImageStat.Stat(right).mean[0]
