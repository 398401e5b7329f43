"""A picture as a screen shows it: eight bits a colour, and the colours of sRGB."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

SIXTEEN_BITS = ("I", "I;16")


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of sixteen bits by its high byte: converted plainly, all but the darkest becomes white."""
    if image.mode not in SIXTEEN_BITS:
        return _without_palette(image)
    image.info.pop("transparency", None)
    grey = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    grey.info = image.info
    return grey


def in_srgb(image: Image.Image) -> Image.Image:
    """As the profile it came with says, which is dropped; RGB or RGBA.

    A telephone writes Display P3: read as sRGB a red coat is brick. A profile that cannot be read, or is for another
    kind of picture, is left out, as browsers do.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    plain = image.convert(image.mode.removesuffix("A")) if alpha else image
    plain = (_by_profile(plain) or plain).convert("RGB")
    if alpha:
        plain.putalpha(alpha)
    plain.info.clear()
    return plain


def _by_profile(image: Image.Image) -> Image.Image | None:
    said = image.info.get("icc_profile")
    if not said:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(said))
        return ImageCms.profileToProfile(
            image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _without_palette(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB", "CMYK") and not image.has_transparency_data:
        return image
    if image.mode == "LA":
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
