"""Receipts: what a voter holds, and what everybody may see."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator

import rfc8785

from award.models import Category, Round
from voting.ballots.models import Ballot

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, LENGTH = 6, 5


def new_receipt() -> str:
    """Six groups of five characters that are hard to mix up: 148 random bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def tidy(text: str) -> str:
    """A receipt as it was typed by somebody, in the form it was given."""
    known = [c for c in text.lower() if c in ALPHABET]
    groups = ["".join(known[i : i + LENGTH]) for i in range(0, len(known), LENGTH)]
    return "-".join(groups)


def leaf(*, round: Round, category: Category, receipt: str, choice: str) -> str:
    """SHA-256 over the RFC 8785 form of round, category, receipt and choice.

    In the published list it shows to the holder of the receipt that the ballot is there as it was
    cast; to anybody else it tells nothing.
    """
    content: dict[str, int | str] = {
        "v": 1,
        "round": f"{round.edition.award.slug}/{round.edition.year}/{round.kind}",
        "category": category.slug,
        "receipt": receipt,
        "choice": choice,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def leaves(round: Round) -> Iterator[str]:
    """The leaves of every current ballot of the round, sorted, so that their order tells nothing."""
    current = Ballot.objects.filter(round=round).current()
    yield from current.order_by("leaf").values_list("leaf", flat=True).iterator()


def state_of(receipt: str, round: Round) -> str:
    """ "counted", "replaced" (by a later vote of the same voter) or "unknown"."""
    mine = Ballot.objects.filter(round=round, receipt=tidy(receipt))
    if not mine.exists():
        return "unknown"
    return "counted" if mine.current().exists() else "replaced"
