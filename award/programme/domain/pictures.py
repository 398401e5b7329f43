"""Taking in a picture: checked, made anew, without what it told about its maker."""

from __future__ import annotations

import io
import threading
import uuid
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from award.programme.domain.moments import SPACE
from award.programme.domain.sight import in_eight_bits, in_srgb

MAX_BYTES = 20 * 1024 * 1024  # a telephone's picture of 50 megapixels has 10 to 18
MOST = f"{MAX_BYTES // 2**20}{SPACE}MB"
WIDEST = 1200
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
ACCEPT = "image/jpeg,image/png,image/webp,image/avif"
# What can only be read whole takes up to ten bytes a pixel: telephones write 48 and 50 megapixels. A JPEG is read
# small from the start, except when it is written in several passes, whose coefficients are all kept.
MAX_PIXELS = 52_000_000
MAX_PIXELS_READ_SMALL = 64_000_000
# One so large at a time in each process, so that ten people with new telephones do not take its memory.
LARGE = 12_000_000
_large = threading.Semaphore(1)
# The brands of ISO 23008-12 in the first box of the file: HEVC in a picture's clothes.
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}


class PictureError(ValueError):
    """The picture cannot be used; the message says why, in words for the person who chose it."""


def clean_picture(upload: BinaryIO, *, size: int) -> ContentFile[bytes]:
    """A WebP of at most `WIDEST` pixels a side, in sRGB, with no metadata and a random name."""
    found = write_webp(read_picture(upload, size=size))
    return ContentFile(found, name=f"{uuid.uuid4().hex}.webp")


def read_picture(upload: BinaryIO, *, size: int) -> Image.Image:
    """Upright, of at most `WIDEST` pixels a side, in sRGB. Raises `PictureError`."""
    if size > MAX_BYTES:
        raise PictureError(_("The picture is larger than %s. Choose a smaller one.") % MOST)
    if _is_heic(upload):
        raise PictureError(
            _(
                "This is a HEIC picture, which most browsers cannot show. On an iPhone: choose Settings, "
                "Camera, Formats, “Most Compatible”, and take it again; or take a screenshot of the picture "
                "and choose that. On an Android phone: turn off “High efficiency pictures” in the camera’s settings."
            )
        )
    try:
        return _read(upload)
    except Image.DecompressionBombError:
        raise _too_many_pixels(MAX_PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError(
            _("The file is not a picture we can read: JPEG, PNG, WebP or AVIF.")
        ) from None


def write_webp(image: Image.Image) -> bytes:
    """With no metadata."""
    target = io.BytesIO()
    image.save(target, "WEBP", quality=82)
    return target.getvalue()


def _read(upload: BinaryIO) -> Image.Image:
    """Upright, small, and in the colours that every screen shows alike."""
    opened = Image.open(upload, formats=FORMATS)
    _check_pixels(opened)
    if _is_read_whole(opened) and opened.width * opened.height > LARGE:
        with _large:
            return _made_small(opened)
    return _made_small(opened)


def _made_small(opened: ImageFile) -> Image.Image:
    if isinstance(opened, JpegImageFile):
        _read_small(opened)
    opened.load()
    image = in_eight_bits(opened)
    image.thumbnail((WIDEST, WIDEST), reducing_gap=2.0)
    return in_srgb(ImageOps.exif_transpose(image))


def _read_small(image: JpegImageFile) -> None:
    """A half, a quarter or an eighth of the pixels, and at least twice as many as are kept."""
    share = min(1.0, 2 * WIDEST / max(image.size))
    image.draft(image.mode, (int(image.width * share), int(image.height * share)))


def _check_pixels(image: Image.Image) -> None:
    most = MAX_PIXELS if _is_read_whole(image) else MAX_PIXELS_READ_SMALL
    if image.width * image.height > most:
        raise _too_many_pixels(most)


def _is_read_whole(image: Image.Image) -> bool:
    return not isinstance(image, JpegImageFile) or bool(image.info.get("progressive"))


def _is_heic(upload: BinaryIO) -> bool:
    head = upload.read(64)
    upload.seek(0)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, _length(head), 4))}
    return head[4:8] == b"ftyp" and bool(brands & HEIC) and b"avif" not in brands


def _length(head: bytes) -> int:
    """Of the first box, as far as it was read."""
    return min(int.from_bytes(head[:4]), len(head))


def _too_many_pixels(most: int) -> PictureError:
    return PictureError(
        _("The picture has more than %d million pixels. Choose a smaller one.") % (most // 10**6)
    )
