"""Colours as the eye sees them: OKLCH, in which equal steps look equal (Ottosson 2020, CSS Color 4)."""

from __future__ import annotations

from math import atan2, cos, hypot, sin

Triple = tuple[float, float, float]
FINE = 24  # halvings are done within a 16-millionth


def from_hex(colour: str) -> Triple:
    """Lightness 0–1, chroma 0–0.4, hue in radians of a colour written as #rrggbb."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, hypot(a, b), atan2(b, a)


def to_hex(light: float, chroma: float, hue: float) -> str:
    """The colour as #rrggbb; one that no screen shows loses chroma until one does."""
    low, high = 0.0, chroma
    if not _shown(_rgb(light, chroma, hue)):
        for _ in range(FINE):
            middle = (low + high) / 2
            low, high = (middle, high) if _shown(_rgb(light, middle, hue)) else (low, middle)
        chroma = low
    parts = (_gamma(min(max(part, 0.0), 1.0)) for part in _rgb(light, chroma, hue))
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def mix(one: str, other: str, part: float) -> str:
    """`part` of the way from one colour to the other, straight through OKLab."""
    (l1, c1, h1), (l2, c2, h2) = from_hex(one), from_hex(other)
    a = c1 * cos(h1) * (1 - part) + c2 * cos(h2) * part
    b = c1 * sin(h1) * (1 - part) + c2 * sin(h2) * part
    return to_hex(l1 * (1 - part) + l2 * part, hypot(a, b), atan2(b, a))


def _rgb(light: float, chroma: float, hue: float) -> Triple:
    """Linear sRGB, outside 0–1 where no screen shows it."""
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _shown(rgb: Triple) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in rgb)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
