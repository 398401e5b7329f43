"""The key that lies outside the database, in a file of its own, and what is derived from it.

With it are made codes, voters' pseudonyms, and what closes the envelope of a vote that waits. Whoever
has a dump of the database and not this file can make none of them.
"""

from __future__ import annotations

import hmac
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LENGTH = 32  # bytes, of the key and of each that is derived from it
PRIVATE = 0o600
OTHERS = 0o077


class KeyUnusable(Exception):
    """Why the key cannot be used, and what to do, for whoever looks after the server."""


def derive(purpose: str, *, salt: bytes = b"") -> bytes:
    """A key for one purpose alone (HKDF-SHA-256, RFC 5869). Raises `KeyUnusable`.

    With a `salt` that lies in the database and is deleted, the key is gone for good.
    """
    found = HKDF(SHA256(), length=LENGTH, salt=salt or None, info=f"forebild:{purpose}".encode())
    return found.derive(_read(settings.KEY_FILE))


def mac(purpose: str, said: str, *, salt: bytes = b"") -> str:
    """HMAC-SHA-256 under the purpose's own key, 64 hexadecimal digits. Raises `KeyUnusable`."""
    return hmac.digest(derive(purpose, salt=salt), said.encode(), "sha256").hex()


def fingerprint() -> str:
    """By which the database knows the key without having it. Raises `KeyUnusable`."""
    return mac("fingerprint", "")


def make_key(file: Path) -> None:
    """A new key, for its owner alone; one that lies there stays. It is there whole or not at all."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = _new_key_beside(file)
    with suppress(FileExistsError):
        file.hardlink_to(new)
    new.unlink()


def replace_key(file: Path) -> None:
    """Another key in the place of the one that lies there, or is lost; that one is kept beside it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = _new_key_beside(file)
    if file.exists():
        file.rename(file.with_name(f"{file.name}.old"))
    new.rename(file)
    _read.cache_clear()


def _new_key_beside(file: Path) -> Path:
    new = file.with_name(f".{secrets.token_hex(8)}")
    new.touch(mode=PRIVATE)
    new.write_text(f"{secrets.token_hex(LENGTH)}\n")
    return new


@lru_cache
def _read(file: Path) -> bytes:
    """Read once in a process: another key takes a new start."""
    try:
        if file.stat().st_mode & OTHERS:
            raise KeyUnusable(f"The key in {file} can be read by others: chmod 600 {file}")
        key = bytes.fromhex(file.read_text().strip())
    except OSError as error:
        raise KeyUnusable(
            f"The key in {file} cannot be read ({error.strerror}): put it back from its own back-up. "
            "In a new installation `manage.py migrate` makes it."
        ) from error
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise KeyUnusable(f"{file} holds no key: put it back from its own back-up.")
    return key
