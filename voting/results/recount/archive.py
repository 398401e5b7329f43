"""ZIP files that are the same bytes for the same contents."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def pack(files: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The files by name, without any time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = compression
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """The inverse of `pack`."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A line `SHA-256  name` for each file, as `sha256sum --check` reads them."""
    lines = (f"{hashlib.sha256(c).hexdigest()}  {name}\n" for name, c in sorted(files.items()))
    return "".join(lines).encode()
