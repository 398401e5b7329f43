"""Proof of work: a small calculation that costs a person nothing and a flood its speed.

ALTCHA (altcha.org), solved by the browser itself, with nobody else asked. A person with one mail to ask for waits
half a second; a thousand mails cost a thousand times that, and more the more there are.
"""

from __future__ import annotations

import json
from datetime import timedelta

from altcha import Payload, create_challenge, verify_solution
from django.utils.crypto import salted_hmac

from award.limits.models import UsedProof
from award.programme.domain.clock import database_now

ALGORITHM = "PBKDF2/SHA-256"
COST = 5_000  # iterations a guess: 256 guesses take a phone about a second
DEAREST = 8  # times that, however many ask
GOOD_FOR = timedelta(minutes=30)
LONGEST = 4_000  # characters of a solution


def new_challenge(*, pressure: float = 1.0) -> str:
    """As JSON. `pressure` is how many times too much was asked for: each doubling doubles the cost."""
    dearer = min(DEAREST, max(1, int(pressure)))
    challenge = create_challenge(
        ALGORITHM,
        COST * dearer,
        expires_at=database_now() + GOOD_FOR,
        hmac_secret=_secret(),
    )
    return json.dumps(challenge.to_dict())


def redeem(proof: str) -> bool:
    """Whether it is a solution of ours that is good and that nobody has used. It is used now."""
    if not proof or len(proof) > LONGEST:
        return False
    try:
        payload = Payload.from_base64(proof)
        verified = verify_solution(payload, _secret()).verified
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return verified and _use(str(payload.challenge.parameters.nonce))


def _use(nonce: str) -> bool:
    """One of two at the same moment waits for the other, and is told that it came second."""
    return UsedProof.objects.get_or_create(nonce=nonce[:64])[1]


def _secret() -> str:
    return salted_hmac("forebild.proof", "altcha", algorithm="sha256").hexdigest()
