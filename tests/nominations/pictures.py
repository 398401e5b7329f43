"""Pictures as people and attackers send them."""

from __future__ import annotations

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import GPS, IFD

SECRET = b"HEMLIG PLATS"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(data: bytes, name: str = "hon.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)


def photo(format: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A photograph that tells where it was taken, in every way its format can."""
    picture = Image.new(mode, size, None)
    exif = picture.getexif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSAreaInformation] = SECRET
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"
    target = io.BytesIO()
    options = {"exif": exif, "icc_profile": b"\0" * 128 + SECRET}
    if format in {"JPEG", "WEBP"}:
        options["xmp"] = xmp
    picture.save(target, format, **options)
    return target.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def moving() -> bytes:
    """An animated PNG."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    target = io.BytesIO()
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    return target.getvalue()


# The primaries of sRGB in the profile connection space (D50), as its ICC profile has them.
RED, GREEN, BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)


def profile(
    red: tuple = RED, green: tuple = GREEN, blue: tuple = BLUE, gamma: float = 2.2
) -> bytes:
    """An ICC profile of three primaries and a gamma (ICC.1:2001-04, three-component matrix)."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    white = _place((0.9642, 1.0, 0.8249))
    tags = {b"wtpt": white, b"rXYZ": _place(red), b"gXYZ": _place(green), b"bXYZ": _place(blue)}
    return _icc(b"RGB ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def grey_profile(gamma: float) -> bytes:
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    return _icc(b"GRAY", {b"wtpt": _place((0.9642, 1.0, 0.8249)), b"kTRC": curve})


def _place(xyz: tuple) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(v * 65536) for v in xyz))


def _icc(colours: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data
    size = struct.pack(">I", start + len(body))
    head = size + bytes(4) + b"\x02\x40\0\0mntr" + colours + b"XYZ " + bytes(12) + b"acsp"
    head += bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body
