"""Painting portraits of people who do not exist: light and no features, the same ones every time."""

from __future__ import annotations

import io
import random
from zlib import crc32

from PIL import Image, ImageChops

from award.programme.domain.facets import cut_field
from voting.rehearsal.painting import NIGHT, WARM, WHITE, Canvas, Colour, Point, mix, rounded
from voting.rehearsal.sitters import HAIRS, SITTERS, Outline, Sitter

FINER = 1.4  # it is painted larger than it is shown
HEAD: Point = (0.5, 0.555)
EAR, CHIN = 0.168, 0.232  # from the middle of the head, in parts of the picture's width


def draw_portrait(name: str, *, number: int | None = None, size: int = 640) -> bytes:
    """A standing WebP portrait, 4:5 and so many pixels wide; the same name gives the same picture.

    Ten with following numbers are of ten different people; without one the name chooses.
    """
    sitter = SITTERS[(crc32(name.encode()) if number is None else number) % len(SITTERS)]
    chance = random.Random(name)  # noqa: S311 - drawing, not secrecy
    canvas = Canvas(round(size * FINER), chance.uniform(-3.5, 3.5))
    _Portrait(canvas, sitter, chance).paint(name)
    target = io.BytesIO()
    canvas.picture.resize((size, size * 5 // 4), Image.Resampling.LANCZOS).save(
        target, "WEBP", quality=82
    )
    return target.getvalue()


class _Portrait:
    def __init__(self, canvas: Canvas, sitter: Sitter, chance: random.Random) -> None:
        self.canvas, self.sitter, self.chance = canvas, sitter, chance
        self.hair = HAIRS[sitter.hair]
        self.ear = EAR * (0.94 + 0.1 * (sitter.build - 0.9) / 0.2) * chance.uniform(0.98, 1.02)
        self.chin = CHIN * chance.uniform(0.98, 1.03)
        self.dusk = mix(sitter.ground[1], NIGHT, 0.45)

    def paint(self, seed: str) -> None:
        """From the back to the front."""
        self._ground(seed)
        self._hair(self.hair.behind, deep=0.3)
        self._shoulders()
        if self.hair.covers:
            self._hair(self.hair.behind, deep=0.3)
        else:
            self._neck()
        self._face()
        self._hair(self.hair.before, deep=0.0)
        self.canvas.glow((0.12, 0.06), 0.95, WARM, 0.2)

    def _ground(self, seed: str) -> None:
        """Light from the upper left over a few large facets."""
        light, dark = self.sitter.ground
        canvas = self.canvas
        canvas.picture.paste(dark, (0, 0, canvas.width, canvas.height))
        canvas.glow((0.26, 0.34), 1.15, light, 1.0)
        canvas.glow((0.2, 0.24), 0.55, mix(light, WHITE, 0.55), 0.8)
        field = cut_field(seed, width=1.0, height=1.25, points=14)
        for corners, lit in field.facets:
            tone = WHITE if lit > 0.3 else self.dusk
            canvas.paint(canvas.mask(corners), tone, 0.05 + 0.1 * abs(lit - 0.3))

    def _shoulders(self) -> None:
        half = 0.385 * self.sitter.build
        top = 0.93 - 0.02 * self.sitter.build
        body = rounded([
            (0.5, top - 0.015), (0.5 + half * 0.36, top - 0.01), (0.5 + half * 0.8, top + 0.075),
            (0.5 + half * 1.06, top + 0.24), (0.5 + half * 1.14, 1.5), (0.5, 1.6), (0.5 - half * 1.14, 1.5),
            (0.5 - half * 1.06, top + 0.24), (0.5 - half * 0.8, top + 0.075), (0.5 - half * 0.36, top - 0.01),
        ])  # fmt: skip
        self._model(self.canvas.mask(body), self.sitter.clothes, depth=0.075)

    def _neck(self) -> None:
        """The neck and what the neckline leaves bare, with the shadow of the chin on it."""
        wide = self.ear * 0.6 * (0.6 + 0.4 * self.sitter.build)
        foot = {"round": 0.985, "deep": 1.09, "high": 0.93, "collar": 1.04}[self.sitter.neckline]
        spread = {"round": 1.5, "deep": 1.25, "high": 1.0, "collar": 1.1}[self.sitter.neckline]
        throat = rounded([
            (0.5 - wide, 0.6), (0.5 + wide, 0.6), (0.5 + wide, 0.84), (0.5 + wide * spread, 0.905),
            (0.5, foot),
            (0.5 - wide * spread, 0.905), (0.5 - wide, 0.84),
        ])  # fmt: skip
        mask = self.canvas.mask(throat)
        self._model(mask, self._skin(0.08), depth=0.03)
        shadow = self.canvas.mask(self._head(shift=0.085), soft=0.012)
        self.canvas.paint(ImageChops.multiply(shadow, mask), self._skin(0.42), 0.8)
        if self.sitter.neckline == "collar":
            self._collar(wide)
        if self.sitter.neckline == "high":
            self._roll(wide)

    def _collar(self, wide: float) -> None:
        for side in (-1, 1):
            flap = [
                (0.5 + side * wide * 0.95, 0.845), (0.5 + side * wide * 1.75, 0.93),
                (0.5 + side * wide * 1.0, 1.1), (0.5 + side * wide * 0.06, 1.05),
            ]  # fmt: skip
            self._model(self.canvas.mask(flap), mix(self.sitter.clothes, WHITE, 0.14), depth=0.02)

    def _roll(self, wide: float) -> None:
        roll = rounded([
            (0.5 - wide * 1.12, 0.84), (0.5, 0.87), (0.5 + wide * 1.12, 0.84), (0.5 + wide * 1.3, 0.95),
            (0.5, 1.0), (0.5 - wide * 1.3, 0.95),
        ])  # fmt: skip
        self._model(self.canvas.mask(roll), mix(self.sitter.clothes, WHITE, 0.08), depth=0.025)

    def _face(self) -> None:
        """Three tones that meet as planes: brow and cheek in the light, the far side in the shade."""
        mask = self.canvas.mask(self._head())
        self.canvas.paint(mask, self._skin(0.0))
        turn = self.chance.uniform(-0.12, 0.12)
        for outline, colour, part in (
            (((0.2 + turn, -1.2), (0.46 + turn, -0.2), (0.16 + turn, 0.3), (0.42 + turn, 1.2), (1.5, 1.2), (1.5, -1.2)),
             self._skin(0.24), 1.0),
            (((0.72 + turn, -0.9), (0.82 + turn, 0.0), (0.5 + turn, 0.62), (0.42, 1.3), (1.5, 1.3), (1.5, -0.9)),
             self._skin(0.42), 0.85),
            (((-1.2, -1.2), (-0.02 + turn, -1.2), (-0.3 + turn, -0.26), (-0.62, 0.08), (-1.2, 0.2)), self._lit(0.3), 0.8),
            (((-0.64, 0.1), (-0.28 + turn, -0.2), (-0.1 + turn, 0.28), (-0.42, 0.6)), self._lit(0.2), 0.7),
        ):  # fmt: skip
            plane = self.canvas.mask(self._at(outline), soft=0.005)
            self.canvas.paint(ImageChops.multiply(plane, mask), colour, part)

    def _hair(self, outlines: tuple[Outline, ...], *, deep: float) -> None:
        if not outlines:
            return
        tone = mix(self.sitter.tint, self.dusk, deep)
        mask = self.canvas.mask(*(rounded(self._at(outline)) for outline in outlines))
        self._model(mask, tone, depth=0.05)

    def _model(self, mask: Image.Image, tone: Colour, *, depth: float) -> None:
        light, shade = mix(tone, WARM, 0.3), mix(tone, self.dusk, 0.42)
        self.canvas.model(mask, tone, light=light, shade=shade, depth=depth)

    def _head(self, *, shift: float = 0.0) -> list[Point]:
        jaw = self.sitter.jaw
        half = (
            (0.0, -1.06), (0.56, -0.98), (0.94, -0.52), (1.0, 0.0), (0.93 * jaw, 0.42), (0.66 * jaw, 0.8), (0.3 * jaw, 0.99),
        )  # fmt: skip
        outline = (*half, (0.0, 1.03), *((-x, y) for x, y in reversed(half[1:])))
        return [(x, y + shift) for x, y in rounded(self._at(outline))]

    def _at(self, outline: Outline) -> list[Point]:
        """From the measures of a head to the picture."""
        return [(HEAD[0] + x * self.ear, HEAD[1] + y * self.chin) for x, y in outline]

    def _skin(self, shade: float) -> Colour:
        return mix(self.sitter.skin, mix(self.sitter.ground[1], NIGHT, 0.3), shade)

    def _lit(self, part: float) -> Colour:
        return mix(self.sitter.skin, WARM, part)
