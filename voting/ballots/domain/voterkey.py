"""A voter without a name: the keyed hash of an address, under a secret of the round's own."""

from __future__ import annotations

import hmac

from award.people.domain.canonical import canonical_email
from award.programme.models import Round
from voting.ballots.models import RoundPepper


def voter_key(round: Round, identity: str) -> str:
    """HMAC-SHA-256 of the canonical address under the round's pepper, hexadecimal."""
    pepper, _ = RoundPepper.objects.get_or_create(round=round)
    return hmac.digest(bytes(pepper.pepper), canonical_email(identity).encode(), "sha256").hex()
