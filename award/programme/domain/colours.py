"""The award's own two colours, and all that follow from them, readable wherever they are used."""

from __future__ import annotations

from dataclasses import dataclass

from award.programme.domain import oklab

PAPER, INK = "#fbf8f2", "#1f1416"
CREAM = "#fff6ea"  # what is written on the deep ground
# WCAG asks for 4.5 (1.4.3); the tinted surfaces take a little of it.
READ, COMFORT = 4.5, 5.6
DEEP, RAISED = (0.19, 0.068), (0.25, 0.08)  # lightness and the most chroma
METAL = (0.86, 0.098)
STEPS = 100

SHEET = """:root {{
  --award: light-dark({award_light}, {award_dark});
  --on-award: light-dark({on_light}, {on_dark});
  --accent: light-dark({accent_light}, {metal});
  --rich: {rich};
  --on-rich: {on_rich};
  --deep: {deep};
  --raised: {raised};
  --on-deep: {on_deep};
  --hush: {hush};
  --metal: {metal};
  --on-metal: {on_metal};
}}
"""


@dataclass(frozen=True)
class Palette:
    """What an award's two colours become. `deep` is the ground of its moments, `metal` its light."""

    deep: str
    raised: str
    rich: str
    metal: str
    accent: str

    @property
    def hush(self) -> str:
        """What is said quietly on the deep ground."""
        return readable(oklab.mix(CREAM, self.deep, 0.28), on=self.raised)


def palette(award: str, accent: str) -> Palette:
    """The award's colours for its deep ground; a colour without hue keeps having none."""
    _, chroma, hue = oklab.from_hex(award)
    _, accent_chroma, accent_hue = oklab.from_hex(accent)
    return Palette(
        deep=oklab.to_hex(DEEP[0], min(chroma, DEEP[1]), hue),
        raised=oklab.to_hex(RAISED[0], min(chroma, RAISED[1]), hue),
        rich=_written_on(award.lower()),
        metal=oklab.to_hex(METAL[0], min(accent_chroma, METAL[1]), accent_hue),
        accent=accent.lower(),
    )


def _written_on(colour: str) -> str:
    """The colour itself, darkened a little where neither paper nor ink can be read on it."""
    if contrast(text_on(colour), colour) >= READ:
        return colour
    return darkened(colour, under=PAPER, least=READ)


def stylesheet(award: str, accent: str) -> str:
    """Custom properties for the two colours; text in or on them has a contrast of 4.5 or more on every surface."""
    found = palette(award, accent)
    light, dark = readable(award, on=PAPER), readable(award, on=found.raised)
    return SHEET.format(
        award_light=light,
        award_dark=dark,
        on_light=text_on(light),
        on_dark=text_on(dark),
        accent_light=readable(accent, on=PAPER),
        rich=found.rich,
        on_rich=text_on(found.rich),
        deep=found.deep,
        raised=found.raised,
        on_deep=CREAM,
        hush=found.hush,
        metal=found.metal,
        on_metal=text_on(found.metal),
    )


def readable(colour: str, *, on: str, least: float = COMFORT) -> str:
    """The colour, made darker or lighter until it can be read on the other (WCAG 2.2, 1.4.3)."""
    light, chroma, hue = oklab.from_hex(colour)
    goal = 0.0 if luminance(on) > 0.18 else 1.0
    for step in range(STEPS + 1):
        tried = oklab.to_hex(light + (goal - light) * step / STEPS, chroma, hue)
        if contrast(tried, on) >= least:
            return tried
    return oklab.to_hex(goal, 0, hue)


def darkened(colour: str, *, under: str, least: float) -> str:
    """The colour, made darker until what is written on it has at least that contrast."""
    light, chroma, hue = oklab.from_hex(colour)
    for step in range(STEPS + 1):
        tried = oklab.to_hex(light * (1 - step / STEPS), chroma, hue)
        if contrast(tried, under) >= least:
            return tried
    return "#000000"


def text_on(colour: str) -> str:
    """Paper or ink, whichever reads better on the colour."""
    return max((PAPER, INK), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, of a colour written as #rrggbb."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
