"""Receipts: what a voter holds, and what everybody may see."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

import rfc8785
from django.db import connection

from award.programme.cleaning.codes import grouped_code
from award.programme.models import Round
from voting.ballots.models import Ballot, EmptiedBox, SealedBallot, SealedLeaves

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, LENGTH = 6, 5


def new_receipt() -> str:
    """Six groups of five characters that are hard to mix up: 148 random bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def tidy(text: str) -> str:
    """A receipt as somebody typed or pasted it, in the form it was given."""
    return grouped_code(text, alphabet=ALPHABET, length=GROUPS * LENGTH, group=LENGTH)


def leaf(*, round: Round, category: str, receipt: str, choice: str) -> str:
    """SHA-256 over the RFC 8785 form of {v, round, category, receipt, choice}, hexadecimal.

    `round` is written `award/year/kind` (an extra vote is `extra_vote`), `category` is its slug. In the published list the leaf
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


def receipt_hash(category: str, receipt: str) -> str:
    """By which a sealed ballot is found; `category` is the slug. As in `voting/ballots/sql/sealing.py`."""
    return hashlib.sha256(f"{category}:{receipt}".encode()).hexdigest()


def seal_ballots(round: Round) -> None:
    """Store the leaves, and take from the ballots whose they are: in the transaction of the seal."""
    seal_leaves(round)
    with connection.cursor() as cursor:
        cursor.execute("SELECT forebild_empty_ballot_box(%s)", [round.pk])


def seal_leaves(round: Round) -> None:
    """Store the leaves of every current ballot of the round."""
    current = Ballot.objects.current(round).order_by("leaf").values_list("leaf", flat=True)
    lines = "".join(f"{leaf}\n" for leaf in current.iterator())
    SealedLeaves.objects.create(round=round, leaves=lines)


def leaves(round: Round) -> list[str]:
    """The leaves of the ballots that were sealed, sorted, so that their order tells nothing."""
    found = SealedLeaves.objects.filter(round=round).values_list("leaves", flat=True).first()
    return (found or "").splitlines()


def found_in(receipt: str, rounds: Sequence[Round]) -> tuple[Round, str]:
    """The vote that a receipt is from, with its state; the last of the rounds where none knows it."""
    told = [(round, state_of(receipt, round)) for round in rounds]
    return next((each for each in told if each[1] != "unknown"), told[-1])


def state_of(receipt: str, round: Round) -> str:
    """ "stored" until the round is sealed, then "counted" if the seal holds it, else "not counted".

    "replaced" by the same voter; "unknown". Never what the ballot says.
    """
    code = tidy(receipt)
    if EmptiedBox.objects.filter(round=round).exists():
        return _sealed_state(code, round)
    ballots = Ballot.objects.filter(round=round, receipt=code)
    if not ballots.exists():
        return "unknown"
    current = list(ballots & Ballot.objects.current(round))
    if not current:
        return "replaced"
    sealed = SealedLeaves.objects.filter(round=round)
    if not sealed.exists():
        return "stored"
    held = [sealed.filter(leaves__contains=ballot.leaf).exists() for ballot in current]
    return "counted" if all(held) else "not counted"


def _sealed_state(code: str, round: Round) -> str:
    slugs = round.edition.categories.values_list("slug", flat=True)
    hashes = [receipt_hash(slug, code) for slug in slugs]
    found = SealedBallot.objects.filter(round=round, receipt_hash__in=hashes)
    counts = set(found.values_list("counts", flat=True))
    if not counts:
        return "unknown"
    return "counted" if True in counts else "replaced"
