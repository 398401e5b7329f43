"""The award's mark: a field of cut crystal, from its name and its two colours alone.

Light comes from the upper left. Every facet is dark enough to carry what is written on it, wherever
on the field it is written.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from award.programme.domain import oklab
from award.programme.domain.colours import CREAM, Palette, darkened, palette
from award.programme.domain.triangles import Point, triangulate

WIDE, HIGH = 1600.0, 900.0
LIGHT = (-0.52, -0.58, 0.63)  # towards the light; x to the right, y down, z to the reader
RELIEF = 0.42  # how steep the facets are, in parts of their own width
TONES = 14
READ = 5.2  # the least contrast of what is written on the brightest facet: light moves over it
GLINT = ' stroke="#fff" stroke-opacity=".28"'
CUTS = ("rose", "fan", "quarry")


@dataclass(frozen=True)
class Field:
    """Facets: three corners each, and how lit from 0 to 1."""

    width: float
    height: float
    facets: tuple[tuple[tuple[Point, Point, Point], float], ...]


def facets(name: str, award: str, accent: str) -> str:
    """The field as an SVG that fills whatever it is the ground of, its brightest part kept at the upper right."""
    return draw(cut_field(f"{name} {award} {accent}".lower()), palette(award, accent))


def cut_field(seed: str, *, width: float = WIDE, height: float = HIGH, points: int = 64) -> Field:
    """The same seed gives the same cut, in one of three ways of cutting."""
    chance = random.Random(hashlib.sha256(seed.encode()).digest())  # noqa: S311 - a drawing
    cut = CUTS[chance.randrange(len(CUTS))]
    heart = (width * chance.uniform(0.70, 0.88), height * chance.uniform(0.10, 0.42))
    laid = [*_rim(width, height), *_LAYING[cut](chance, width, height, heart, points)]
    raised = [chance.random() for _ in laid]
    found = []
    for corners in triangulate(laid):
        three = tuple(laid[i] for i in corners)
        lit = _lit(three, [raised[i] for i in corners])  # type: ignore[arg-type]
        found.append((three, _seen(lit, three, heart, width)))  # type: ignore[arg-type]
    return Field(width, height, tuple(found))  # type: ignore[arg-type]


def draw(field: Field, colours: Palette) -> str:
    """One path for each facet, one gradient for each tone."""
    tones = ramp(colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {field.width:.0f} {field.height:.0f}" '
        f'preserveAspectRatio="xMaxYMin slice"><defs>{gradients(tones, "a")}</defs>'
        f'<path fill="{colours.deep}" d="M0 0h{field.width:.0f}v{field.height:.0f}H0z"/>'
        f'<g stroke="{colours.deep}" stroke-width=".6" stroke-opacity=".35">'
        f"{field_paths(field, 'a', TONES)}</g></svg>"
    )


def field_paths(field: Field, first: str, tones: int) -> str:
    """The facets, each in one of so many tones, whose names begin with the letter `first`."""
    return "".join(
        f'<path d="{_path(three)}" fill="url(#{_id(first, round(lit * (tones - 1)))})"{GLINT * (lit > 0.8)}/>'
        for three, lit in field.facets
    )


def gradients(tones: Sequence[str], first: str) -> str:
    """Within a facet a tone sinks towards the lower right."""
    return "".join(
        f'<linearGradient id="{_id(first, i)}" x2="1" y2="1"><stop stop-color="{tone}"/>'
        f'<stop offset="1" stop-color="{tones[max(i - 3, 0)]}"/></linearGradient>'
        for i, tone in enumerate(tones)
    )


def ramp(colours: Palette) -> list[str]:
    """From the deep ground through the award's colour to its light, none too bright to write on."""
    lit = darkened(oklab.mix(colours.rich, colours.metal, 0.55), under=CREAM, least=READ)
    warm = darkened(colours.rich, under=CREAM, least=READ + 2)
    half = TONES // 2
    low = [oklab.mix(colours.deep, warm, i / half) for i in range(half)]
    high = [oklab.mix(warm, lit, i / (TONES - half - 1)) for i in range(TONES - half)]
    return [darkened(tone, under=CREAM, least=READ) for tone in (*low, *high)]


def _rim(width: float, height: float) -> list[Point]:
    """Points outside the edges, so that the field has no border of its own."""
    out = 0.12 * height
    across = [(-out + i * (width + 2 * out) / 6, y) for i in range(7) for y in (-out, height + out)]
    down = [(x, height * part) for part in (0.3, 0.7) for x in (-out, width + out)]
    return [*across, *down]


def _rose(
    chance: random.Random, width: float, height: float, heart: Point, points: int
) -> Iterator[Point]:
    """Rings around the heart, each turned by half a step: a brilliant seen from above."""
    petals, turn = chance.choice((6, 7, 8)), chance.uniform(0, pi)
    yield heart
    for ring in range(1, points // petals + 1):
        radius = height * 0.145 * ring**1.18
        for petal in range(petals):
            angle = turn + 2 * pi * (petal + ring % 2 / 2) / petals + chance.uniform(-0.16, 0.16)
            far = radius * chance.uniform(0.86, 1.14)
            yield heart[0] + far * cos(angle) * 1.15, heart[1] + far * sin(angle)


def _fan(
    chance: random.Random, width: float, height: float, heart: Point, points: int
) -> Iterator[Point]:
    """Long wedges from above the heart, as light falls."""
    top = (heart[0] + width * 0.08, -height * 0.25)
    rays = max(6, points // 7)
    for ray in range(rays):
        angle = pi * (0.16 + 0.86 * ray / (rays - 1))
        for step in range(1, 8):
            far = height * 0.25 * step * chance.uniform(0.8, 1.2)
            bent = angle + chance.uniform(-0.09, 0.09)
            yield top[0] + far * cos(bent) * 1.4, top[1] + far * sin(bent)


def _quarry(
    chance: random.Random, width: float, height: float, heart: Point, points: int
) -> Iterator[Point]:
    """A broken grid, finer towards the heart."""
    rows = max(3, round((points * height / width) ** 0.5))
    columns = max(3, points // rows)
    for row in range(rows):
        for column in range(columns):
            x = (column + 0.5 + chance.uniform(-0.44, 0.44) + row % 2 / 2) / columns
            y = (row + 0.5 + chance.uniform(-0.44, 0.44)) / rows
            pull = 0.16 * (1 - abs(x - heart[0] / width))
            yield (
                width * x + (heart[0] - width * x) * pull,
                height * y + (heart[1] - height * y) * pull,
            )


_LAYING = {"rose": _rose, "fan": _fan, "quarry": _quarry}


def _lit(three: tuple[Point, Point, Point], heights: list[float]) -> float:
    """How much light a facet throws back: Lambert's cosine, and a glint where it looks into the light."""
    (ax, ay), (bx, by), (cx, cy) = three
    size = max(hypot(bx - ax, by - ay), hypot(cx - bx, cy - by), 1.0) * RELIEF
    u = (bx - ax, by - ay, (heights[1] - heights[0]) * size)
    v = (cx - ax, cy - ay, (heights[2] - heights[0]) * size)
    nx, ny, nz = u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]
    long = (nx * nx + ny * ny + nz * nz) ** 0.5 or 1.0
    facing = (nx * LIGHT[0] + ny * LIGHT[1] + nz * LIGHT[2]) / long * (1 if nz >= 0 else -1)
    return max(0.0, facing)


def _seen(lit: float, three: tuple[Point, Point, Point], heart: Point, width: float) -> float:
    """Bright around the heart, sinking into the ground on the reading side."""
    x, y = sum(p[0] for p in three) / 3, sum(p[1] for p in three) / 3
    near = max(0.0, 1 - hypot((x - heart[0]) / width, (y - heart[1]) / width) / 0.72)
    edge = min(1.0, max(0.0, (lit - 0.32) / 0.62))
    return float(min(1.0, (0.10 + 1.5 * near**1.2) * edge**1.35))


def _id(first: str, index: int) -> str:
    return f"{first}{index}"


def _path(three: tuple[Point, Point, Point]) -> str:
    (ax, ay), (bx, by), (cx, cy) = ((round(x), round(y)) for x, y in three)
    return f"M{ax} {ay}L{bx} {by} {cx} {cy}z"
