"""The award's own colours, made readable on light and on dark."""

from __future__ import annotations

import colorsys

Colour = tuple[float, float, float]
PAPER, INK = "#fbf8f4", "#1b1714"
# WCAG asks for 4.5; the tinted surfaces take a little of it.
COMFORT = 5.6
STEPS = 100

SHEET = """:root {{
  --award: light-dark({award_light}, {award_dark});
  --on-award: light-dark({on_light}, {on_dark});
  --accent: light-dark({accent_light}, {accent_dark});
}}
"""


def stylesheet(award: str, accent: str) -> str:
    """Custom properties for the two colours; text in or on them has a contrast of 4.5 or more on every surface."""
    light, dark = readable(award, on=PAPER), readable(award, on=INK)
    return SHEET.format(
        award_light=light,
        award_dark=dark,
        on_light=text_on(light),
        on_dark=text_on(dark),
        accent_light=readable(accent, on=PAPER),
        accent_dark=readable(accent, on=INK),
    )


def readable(colour: str, *, on: str) -> str:
    """The colour, made darker or lighter until it can be read on the other (WCAG 2.2, 1.4.3)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    goal = 0.0 if _luminance(_rgb(on)) > 0.5 else 1.0
    for step in range(STEPS + 1):
        tried = _hex(
            colorsys.hls_to_rgb(hue, lightness + (goal - lightness) * step / STEPS, saturation)
        )
        if contrast(tried, on) >= COMFORT:
            return tried
    return _hex((goal, goal, goal))


def text_on(colour: str) -> str:
    """Paper or ink, whichever reads better on the colour."""
    return max((PAPER, INK), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    a, b = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _rgb(colour: str) -> Colour:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def _hex(rgb: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(rgb: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
