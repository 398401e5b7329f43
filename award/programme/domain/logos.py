"""Logos: taken in cleaned and without empty margins, and shown so that each looks as large as the others.

A drawing (SVG) stays one, cleaned by Cloudflare's svg-hush: no script, no handler, nothing from another site.
How wide and high a logo is stands in the name of its file, so that no page opens it to know.
"""

from __future__ import annotations

import io
import re
import uuid
from math import sqrt
from typing import BinaryIO
from xml.etree import ElementTree as ET

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageChops
from py_svg_hush import filter_svg

from award.programme.domain.filled import filled
from award.programme.domain.moments import SPACE
from award.programme.domain.pictures import PictureError, read_picture, write_webp

MAX_SVG_BYTES = 500_000
MOST_SVG = f"{MAX_SVG_BYTES // 1000}{SPACE}kB"
EMBEDDED = {"image": ["png", "jpeg", "webp"]}  # a picture within a drawing
ALMOST_WHITE = 240  # of 255
BARELY = 12  # of 255: so much may a margin's points differ from its corner
LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(px)?\s*")
IN_NAME = re.compile(r"-(\d{1,5})x(\d{1,5})(?:_\w+)?\.\w+$")
# The measures on a page, in CSS pixels: what a logo of three to one fills, and within what.
AREA, TALLEST, WIDEST = 144 * 48, 112, 200
UNKNOWN = (144, 48)


def clean_logo(upload: BinaryIO, *, size: int) -> ContentFile[bytes]:
    """A drawing as a drawing, anything else as a WebP. Raises `PictureError`."""
    if _is_drawing(upload):
        return _clean_drawing(upload, size=size)
    image = trimmed(read_picture(upload, size=size))
    return ContentFile(write_webp(image), name=_name(*image.size, "webp"))


def optical_size(name: str) -> tuple[int, int]:
    """Width and height on a page, of the same area for each shape; by the name of the file."""
    found = IN_NAME.search(name)
    width, height = (int(part) for part in found.groups()) if found else UNKNOWN
    ratio = max(width, 1) / max(height, 1)
    tall = min(sqrt(AREA / ratio), TALLEST, WIDEST / ratio)
    return max(round(tall * ratio), 1), max(round(tall), 1)


def trimmed(image: Image.Image) -> Image.Image:
    """Without margins that are empty or as good as white, which make a logo look smaller; a coloured ground is its own."""
    if "A" in image.getbands():
        return _cut(image, image.getchannel("A"))
    corner = image.convert("RGB").crop((0, 0, 1, 1))
    if min(corner.tobytes()) < ALMOST_WHITE:
        return image
    plain = corner.resize(image.size)
    other = ImageChops.difference(image.convert("RGB"), plain).convert("L")
    return _cut(image, other)


def _cut(image: Image.Image, something: Image.Image) -> Image.Image:
    """To where there is something; an empty one stays whole."""
    box = something.point(lambda part: 255 * (part > BARELY)).getbbox()
    return image.crop(box) if box else image


def _is_drawing(upload: BinaryIO) -> bool:
    head = upload.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    upload.seek(0)
    return head.startswith(b"<") and b"<svg" in head


def _clean_drawing(upload: BinaryIO, *, size: int) -> ContentFile[bytes]:
    if size > MAX_SVG_BYTES:
        raise PictureError(
            filled(_("The drawing is larger than %s. Choose a simpler one."), MOST_SVG)
        )
    try:
        drawing = filter_svg(upload.read(), EMBEDDED)
        width, height, has_box = _measures(drawing)
    except (ValueError, ET.ParseError):
        raise PictureError(
            _(
                "The drawing (SVG) cannot be read, or does not say how large it is. Save it anew, or as PNG."
            )
        ) from None
    if not has_box:
        box = f'<svg viewBox="0 0 {width:g} {height:g}" '.encode()
        drawing = drawing.replace(b"<svg ", box, 1)
    return ContentFile(drawing, name=_name(*_whole(width, height), "svg"))


def _measures(drawing: bytes) -> tuple[float, float, bool]:
    """Width, height, and whether a viewBox says so. Raises `ValueError` where nothing does."""
    found = ET.iterparse(io.BytesIO(drawing), events=("start",))  # noqa: S314 - svg-hush has written it
    root = next(iter(found))[1]
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width") or "", root.get("height") or ""]
    read = [LENGTH.fullmatch(side) for side in sides]
    width, height = (float(side[1]) if side else 0.0 for side in read)
    if not (width > 0 and height > 0):
        raise ValueError("no measures")
    return width, height, len(box) == 4


def _whole(width: float, height: float) -> tuple[int, int]:
    """In whole numbers that keep the shape."""
    scale = 1000 / max(width, height)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _name(width: int, height: int, ending: str) -> str:
    return f"{uuid.uuid4().hex}-{width}x{height}.{ending}"
