"""Six-digit codes that are typed in, kept only as a keyed hash."""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

MAX_ATTEMPTS = 5


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**6):06d}"


def hash_code(code: str, *, purpose: str) -> str:
    """A keyed hash; `purpose` ties the code to what it is for."""
    return salted_hmac(f"forebild.code.{purpose}", code, algorithm="sha256").hexdigest()


def code_matches(code: str, code_hash: str, *, purpose: str) -> bool:
    """Compared in constant time."""
    return constant_time_compare(hash_code(code, purpose=purpose), code_hash)
