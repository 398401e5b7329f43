"""What the database keeps of a vote outside the ballot box, closed so that a dump tells nothing.

A vote that waits for its code lies in an envelope that this server alone opens. The receipt of one that
is cast takes the voter's browser as well: the other half of its key lies there, and nowhere else.
All envelopes are equally long, up to a length that hardly any vote reaches.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from award.programme.keys import derive
from voting.ballots.domain.casting import Receipt

NONCE = 12  # bytes, as RFC 5116 has it for AES-GCM
BLOCK = 2048  # bytes: what is written is padded to a multiple


@dataclass(frozen=True)
class Paper:
    """What waits: where the code was mailed, and the choices by category slug."""

    email: str
    choices: Mapping[str, str]


def close_paper(paper: Paper, *, key: UUID) -> bytes:
    """`key` is the waiting vote's: its envelope opens in no other row."""
    return _close(_of_server(), asdict(paper), key)


def open_paper(envelope: bytes, *, key: UUID) -> Paper | None:
    """None where there is none (any more), or it was closed with a key that is lost."""
    content = _open(_of_server(), envelope, key)
    return Paper(**content) if content else None


def close_receipt(receipt: Receipt, *, key: UUID, browser: str) -> bytes:
    """`browser` is the half of the key that the voter's browser has."""
    content = {**asdict(receipt), "cast_at": receipt.cast_at.isoformat()}
    return _close(_of_browser(browser), content, key)


def open_receipt(envelope: bytes, *, key: UUID, browser: str) -> Receipt | None:
    """None for every other browser, and once it has been forgotten."""
    content = _open(_of_browser(browser), envelope, key)
    if not content:
        return None
    return Receipt(**{**content, "cast_at": datetime.fromisoformat(content["cast_at"])})


def _of_server() -> bytes:
    return derive("envelope")


def _of_browser(browser: str) -> bytes:
    return derive("receipt", salt=browser.encode())


def _close(secret: bytes, content: Mapping[str, Any], key: UUID) -> bytes:
    text = json.dumps(content).encode()
    padded = text.ljust(-(-len(text) // BLOCK) * BLOCK)
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(secret).encrypt(nonce, padded, key.bytes)


def _open(secret: bytes, envelope: bytes, key: UUID) -> dict[str, Any] | None:
    nonce, closed = envelope[:NONCE], envelope[NONCE:]
    if not closed:
        return None
    try:
        content: dict[str, Any] = json.loads(AESGCM(secret).decrypt(nonce, closed, key.bytes))
    except InvalidTag:
        return None
    return content
