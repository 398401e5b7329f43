"""What authenticators and reserve codes are made of lies in the database closed, with a key that is not there.

AES-256-GCM under a key that follows from `SECRET_KEY`. With another `SECRET_KEY` no code of theirs fits any
more: whoever looks after the server helps (`docs/keys.md`).
"""

from __future__ import annotations

import base64
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.crypto import salted_hmac

CLOSED = "closed:"
NONCE = 12  # bytes, as NIST SP 800-38D has it
PURPOSE = b"forebild.seeds"


class SeedsAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Closes what the account package stores, and opens what it reads."""

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(NONCE)
        closed = nonce + _cipher().encrypt(nonce, text.encode(), PURPOSE)
        return CLOSED + base64.b64encode(closed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """One that was stored before they were closed is as it is; of one that does not open no code fits."""
        if not encrypted_text.startswith(CLOSED):
            return encrypted_text
        closed = base64.b64decode(encrypted_text.removeprefix(CLOSED))
        try:
            return _cipher().decrypt(closed[:NONCE], closed[NONCE:], PURPOSE).decode()
        except InvalidTag:
            return str(generate_totp_secret())


def _cipher() -> AESGCM:
    return AESGCM(salted_hmac("forebild.seeds", "key", algorithm="sha256").digest())
