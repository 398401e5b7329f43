"""Brushes for portraits: shapes with rounded outlines in lit tones, the light from the upper left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
WHITE, WARM, NIGHT = (255, 255, 255), (255, 236, 208), (34, 14, 26)
RISE = 0.065  # how much higher everybody sits: what is written at the foot leaves the face alone
SMOOTH = 10  # points on the curve between two of ours
# From the middle to the edge of the square; the corners beyond it stay dark.
FADING = Image.radial_gradient("L").point(
    [max(0, round(255 - value * 1.45)) for value in range(256)]
)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """`part` of the way from one colour to the other."""
    r, g, b = (round(a + (c - a) * part) for a, c in zip(one, other, strict=True))
    return r, g, b


def rounded(points: Sequence[Point]) -> list[Point]:
    """A closed curve through the points (Catmull and Rom 1974)."""
    count, curve = len(points), []
    for i in range(count):
        four = [points[(i + k) % count] for k in (-1, 0, 1, 2)]
        for step in range(SMOOTH):
            curve.append(_between(four, step / SMOOTH))
    return curve


def _between(four: Sequence[Point], t: float) -> Point:
    x, y = (
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(*four, strict=True)
    )
    return x, y


class Canvas:
    """A standing picture; lengths are parts of its width, so that its height is 1.25."""

    def __init__(self, width: int, lean: float) -> None:
        self.width, self.height = width, width * 5 // 4
        self.picture = Image.new("RGB", (self.width, self.height))
        self._sin, self._cos = sin(radians(lean)), cos(radians(lean))

    def mask(self, *outlines: Iterable[Point], soft: float = 0.0) -> Image.Image:
        """What lies inside any of the outlines; `soft` is how wide its edge fades."""
        mask = Image.new("L", (self.width, self.height))
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            pen.polygon([self._place(point) for point in outline], fill=255)
        return self._softened(mask, soft)

    def paint(self, mask: Image.Image, colour: Colour, strength: float = 1.0) -> None:
        box = mask.getbbox()
        if box is None:
            return
        mask = mask.crop(box)
        if strength < 1:
            mask = mask.point([round(value * strength) for value in range(256)])
        self.picture.paste(colour, box, mask)

    def model(
        self, mask: Image.Image, tone: Colour, *, light: Colour, shade: Colour, depth: float
    ) -> None:
        """The shape in three tones: lit along its upper left, shaded along its lower right."""
        step = round(depth * self.width)
        self.paint(mask, tone)
        for colour, sign, part in ((shade, -1, 1.0), (light, 1, 0.75)):
            moved = _moved(mask, sign * step, sign * round(step * 0.6))
            edge = ImageChops.subtract(mask, moved)
            self.paint(ImageChops.multiply(self._softened(edge, depth * 0.22), mask), colour, part)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        """Light that fades outwards."""
        size = round(radius * 2 * self.width)
        light = FADING.resize((size, size))
        mask = Image.new("L", (self.width, self.height))
        x, y = (round((part - radius) * self.width) for part in centre)
        mask.paste(light, (x, y))
        self.paint(mask, colour, strength)

    def _softened(self, mask: Image.Image, soft: float) -> Image.Image:
        """Blurred on a quarter of the size: nobody sees the difference, and it is quick."""
        if not soft:
            return mask
        small = mask.resize((self.width // 4, self.height // 4))
        blurred = small.filter(ImageFilter.GaussianBlur(soft * self.width / 4))
        return blurred.resize((self.width, self.height))

    def _place(self, point: Point) -> Point:
        """Turned by the lean of the figure around the middle of its chest."""
        x, y = point[0] - 0.5, point[1] - RISE - 1.0
        turned = x * self._cos - y * self._sin, x * self._sin + y * self._cos
        return (turned[0] + 0.5) * self.width, (turned[1] + 1.0) * self.width


def _moved(mask: Image.Image, x: int, y: int) -> Image.Image:
    """The mask elsewhere; what comes in from outside is as its nearest edge was."""
    moved = ImageChops.offset(mask, x, y)
    if y < 0:  # the shoulders go on below the picture
        strip = mask.crop((0, mask.height - 1, mask.width, mask.height))
        moved.paste(ImageChops.offset(strip, x, 0).resize((mask.width, -y)), (0, mask.height + y))
    return moved
