"""Drawing portraits of people who do not exist."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
BACKGROUNDS: tuple[Colour, ...] = (
    (236, 214, 196), (203, 216, 208), (214, 205, 224), (240, 222, 178), (198, 214, 228), (232, 200, 200),
)  # fmt: skip
SKINS: tuple[Colour, ...] = (
    (244, 213, 190), (226, 184, 152), (198, 150, 114), (150, 104, 76), (110, 74, 54), (238, 200, 170),
)  # fmt: skip
HAIRS: tuple[Colour, ...] = (
    (48, 34, 28), (92, 60, 38), (168, 118, 62), (206, 170, 108), (120, 52, 34), (146, 142, 140), (24, 22, 26),
)  # fmt: skip
CLOTHES: tuple[Colour, ...] = (
    (122, 31, 61), (38, 70, 83), (58, 90, 64), (92, 64, 110), (180, 96, 52), (44, 52, 92),
)  # fmt: skip
SMOOTH = 2


def draw_portrait(seed: str, *, size: int = 800) -> bytes:
    """A square WebP portrait; the same seed gives the same picture."""
    chance = random.Random(seed)  # noqa: S311 - drawing, not secrecy
    side = size * SMOOTH
    picture = Image.new("RGB", (side, side), chance.choice(BACKGROUNDS))
    _paint(ImageDraw.Draw(picture), side, chance)
    target = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(target, "WEBP", quality=80)
    return target.getvalue()


def _paint(draw: ImageDraw.ImageDraw, side: int, chance: random.Random) -> None:
    skin, hair = chance.choice(SKINS), chance.choice(HAIRS)
    clothes = chance.choice(CLOTHES)
    long_hair = chance.random() < 0.65
    _circle(draw, side, 0.78, 0.24, 0.2, colour=_mix(clothes, (255, 255, 255), 0.78))
    if long_hair:
        _round(draw, side, (0.27, 0.22, 0.73, 0.80), 0.22, hair)
    _round(draw, side, (0.16, 0.72, 0.84, 1.3), 0.3, clothes)
    _round(draw, side, (0.43, 0.58, 0.57, 0.80), 0.07, _mix(skin, (0, 0, 0), 0.08))
    _ellipse(draw, side, (0.33, 0.24, 0.67, 0.68), skin)
    _fringe(draw, side, chance, hair)
    _face(draw, side, chance, skin)


def _fringe(draw: ImageDraw.ImageDraw, side: int, chance: random.Random, hair: Colour) -> None:
    lean = chance.uniform(-0.06, 0.06)
    draw.pieslice(_box(side, (0.29 + lean / 2, 0.16, 0.71 + lean / 2, 0.56)), 180, 360, fill=hair)
    draw.pieslice(_box(side, (0.29, 0.20, 0.55 + lean, 0.50)), 160, 300, fill=hair)
    if chance.random() < 0.25:
        _circle(draw, side, 0.5 + lean, 0.15, 0.09, colour=hair)


def _face(draw: ImageDraw.ImageDraw, side: int, chance: random.Random, skin: Colour) -> None:
    dark = _mix(skin, (30, 16, 14), 0.75)
    for x in (0.435, 0.565):
        _circle(draw, side, x, 0.47, 0.0135, colour=dark)
        draw.arc(
            _box(side, (x - 0.035, 0.425, x + 0.035, 0.465)), 200, 340, fill=dark, width=side // 200
        )
    if chance.random() < 0.35:
        for x in (0.435, 0.565):
            draw.ellipse(
                _box(side, (x - 0.05, 0.42, x + 0.05, 0.52)), outline=dark, width=side // 160
            )
        draw.line(
            [*_point(side, 0.485, 0.465), *_point(side, 0.515, 0.465)], fill=dark, width=side // 160
        )
    draw.arc(
        _box(side, (0.44, 0.52, 0.56, 0.60)),
        20,
        160,
        fill=_mix(dark, (150, 40, 50), 0.5),
        width=side // 110,
    )
    for x in (0.395, 0.605):
        _circle(draw, side, x, 0.535, 0.026, colour=_mix(skin, (214, 110, 100), 0.22))


def _mix(one: Colour, other: Colour, part: float) -> Colour:
    r, g, b = (round(a + (c - a) * part) for a, c in zip(one, other, strict=True))
    return r, g, b


def _box(side: int, parts: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(part * side) for part in parts)
    return left, top, right, bottom


def _point(side: int, x: float, y: float) -> tuple[int, int]:
    return round(x * side), round(y * side)


def _circle(
    draw: ImageDraw.ImageDraw, side: int, x: float, y: float, radius: float, *, colour: Colour
) -> None:
    _ellipse(draw, side, (x - radius, y - radius, x + radius, y + radius), colour)


def _ellipse(
    draw: ImageDraw.ImageDraw, side: int, parts: tuple[float, float, float, float], colour: Colour
) -> None:
    draw.ellipse(_box(side, parts), fill=colour)


def _round(
    draw: ImageDraw.ImageDraw,
    side: int,
    parts: tuple[float, float, float, float],
    radius: float,
    colour: Colour,
) -> None:
    draw.rounded_rectangle(_box(side, parts), round(radius * side), fill=colour)
