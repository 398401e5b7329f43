"""Receipts: what a voter holds, and what everybody may see."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator

import rfc8785

from award.programme.domain.calendar import calendar
from award.programme.models import Round
from voting.ballots.models import Ballot

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, LENGTH = 6, 5


def new_receipt() -> str:
    """Six groups of five characters that are hard to mix up: 148 random bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def tidy(text: str) -> str:
    """A receipt as somebody typed it, in the form it was given: other characters are left out."""
    known = [c for c in text.lower() if c in ALPHABET]
    groups = ["".join(known[i : i + LENGTH]) for i in range(0, len(known), LENGTH)]
    return "-".join(groups)


def leaf(*, round: Round, category: str, receipt: str, choice: str) -> str:
    """SHA-256 over the RFC 8785 form of {v, round, category, receipt, choice}, hexadecimal.

    `round` is written `award/year/kind`, `category` is its slug. In the published list the leaf
    shows the holder of the receipt that the ballot is there as it was cast; to anybody else it
    tells nothing, because the receipt is random.
    """
    edition = round.edition
    content: dict[str, int | str] = {
        "v": 1,
        "round": f"{edition.award.slug}/{edition.year}/{round.kind}",
        "category": category,
        "receipt": receipt,
        "choice": choice,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def leaves(round: Round) -> Iterator[str]:
    """The leaves of every current ballot of the round, sorted, so that their order tells nothing."""
    current = Ballot.objects.current(round).order_by("leaf")
    yield from current.values_list("leaf", flat=True).iterator()


def state_of(receipt: str, round: Round) -> str:
    """ "stored" while the round is open, then "counted"; "replaced" by the same voter; "unknown".

    Never what the ballot says.
    """
    code = tidy(receipt)
    if not Ballot.objects.filter(round=round, receipt=code).exists():
        return "unknown"
    if not Ballot.objects.current(round).filter(receipt=code).exists():
        return "replaced"
    return "counted" if calendar(round.edition).has_closed(round.kind) else "stored"
