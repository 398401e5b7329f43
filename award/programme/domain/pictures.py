"""Taking in a picture: checked, made anew, without what it told about its maker."""

from __future__ import annotations

import io
import uuid
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from award.programme.domain.moments import SPACE

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000
MOST = f"{MAX_BYTES // 2**20}{SPACE}MB"
WIDEST = 1200
FORMATS = ("JPEG", "PNG", "WEBP")


class PictureError(ValueError):
    """The picture cannot be used; the message says why, in words for the person who chose it."""


def clean_picture(upload: BinaryIO, *, size: int) -> ContentFile[bytes]:
    """A WebP of at most `WIDEST` pixels a side, with no metadata and a random name."""
    if size > MAX_BYTES:
        raise PictureError(_("The picture is larger than %s. Choose a smaller one.") % MOST)
    try:
        image = _open(upload)
        image = ImageOps.exif_transpose(image)
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError(_("The file is not a picture we can read: JPEG, PNG or WebP.")) from None
    image.thumbnail((WIDEST, WIDEST))
    target = io.BytesIO()
    image.save(target, "WEBP", quality=82)
    return ContentFile(target.getvalue(), name=f"{uuid.uuid4().hex}.webp")


def _open(upload: BinaryIO) -> Image.Image:
    image = Image.open(upload, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels()
    image.load()
    return image


def _too_many_pixels() -> PictureError:
    most = MAX_PIXELS // 10**6
    return PictureError(
        _("The picture has more than %d million pixels. Choose a smaller one.") % most
    )
