"""Whoever has no picture: her initials, cut in the award's crystal."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from zlib import crc32

from award.programme.domain import oklab
from award.programme.domain.colours import CREAM, Palette, palette
from award.programme.domain.facets import cut_field, field_paths, gradients, ramp

WIDE, HIGH = 400.0, 500.0
CUTS = 97  # so many stones are cut differently for the same initials
MOST = 2
FILLS = 0.66  # of the width
TALLEST = 235.0
MIDDLE = 0.44  # of the height: a name may be written at the foot
BARE = {"Ł": "L", "Đ": "D", "Œ": "O", "Ħ": "H"}  # marks that Unicode does not take apart
CAP = 0.7  # the height of a capital in parts of an em


def initials(name: str) -> str:
    """The first letters of the first and the last word, as they are cut: "Anna-Karin Ek" is AE."""
    words = re.findall(r"\w+(?:[-’']\w+)*", name)
    chosen = words[:1] + words[1:][-1:]
    return "".join(letter for word in chosen if (letter := _letter(word[0])))


def cut_of(name: str) -> int:
    """Which of the stones is hers, so that two with the same initials are not mistaken for each other."""
    return crc32(name.encode()) % CUTS


def is_monogram(text: str) -> bool:
    return len(text) <= MOST and all(letter in _outlines() for letter in text)


def monogram(text: str, cut: int, award: str, accent: str) -> str:
    """A standing SVG, 4:5, of letters for which `is_monogram` holds."""
    colours = palette(award, accent)
    field = cut_field(f"{text} {cut} {award} {accent}".lower(), width=WIDE, height=HIGH, points=34)
    dark, light = ramp(colours), _light(colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:.0f} {HIGH:.0f}" '
        f'preserveAspectRatio="xMidYMid slice"><defs>{gradients(dark, "a")}{gradients(light, "k")}'
        f'<clipPath id="z">{_letters(text)}</clipPath></defs>'
        f'<path fill="{colours.deep}" d="M0 0h{WIDE:.0f}v{HIGH:.0f}H0z"/>'
        f"<g>{field_paths(field, 'a', len(dark))}</g>"
        f'<g clip-path="url(#z)"><path fill="{light[len(light) // 2]}" d="M0 0h{WIDE:.0f}v{HIGH:.0f}H0z"/>'
        f"{field_paths(field, 'k', len(light))}</g></svg>"
    )


def _light(colours: Palette) -> list[str]:
    """From the metal to the light on it, for what is seen through the letters."""
    low = oklab.mix(colours.metal, colours.rich, 0.22)
    return [oklab.mix(low, oklab.mix(colours.metal, CREAM, 0.8), i / 7) for i in range(8)]


def _letters(text: str) -> str:
    """The outlines side by side a little above the middle of the stone."""
    found = [_outlines()[letter] for letter in text]
    em = sum(width for width, _ in found) / 1000
    size = min(WIDE * FILLS / em, TALLEST) if found else 0.0
    x, parts = (WIDE - em * size) / 2, []
    for width, path in found:
        place = f"translate({x:.0f} {HIGH * MIDDLE + size * CAP / 2:.0f})scale({size / 1000:.4f})"
        parts.append(f'<path transform="{place}" d="{path}"/>')
        x += width * size / 1000
    return "".join(parts)


def _letter(letter: str) -> str:
    """The letter as it can be cut: capital, and without a mark that we do not have; none for another script."""
    capital = letter.upper()[0]
    if capital in _outlines():
        return capital
    bare = BARE.get(capital) or unicodedata.normalize("NFD", capital)[0]
    return bare if bare in _outlines() else ""


@cache
def _outlines() -> dict[str, tuple[int, str]]:
    """Width in thousandths of an em and path of each letter; made by `tools/fonts.py` from Fraunces (OFL)."""
    path = Path(__file__).with_name("letters.json")
    return {k: (v[0], v[1]) for k, v in json.loads(path.read_text(encoding="utf-8")).items()}
