"""The votes that a browser asked codes for: it holds their keys itself, and the database who they are of.

A cookie, since a session may be somebody's who is signed in: it would lead from her to her vote. It is
signed, so that nobody makes one up, and has the browser's half of the key to its receipts.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from award.programme.cleaning.parameters import typed_choice
from award.programme.models import Edition, Round
from voting.ballots.domain.casting import Receipt
from voting.ballots.domain.envelopes import open_receipt
from voting.ballots.domain.forgetting import RECEIPT_SHOWN_FOR, UNCONFIRMED_KEPT_FOR
from voting.ballots.models import PendingVote

SALT = "votes"
KEPT = 20
AGAIN = "again"  # names in an address the vote that is to be chosen again


def remember(request: HttpRequest, response: HttpResponse, pending: PendingVote) -> None:
    """This browser may type the code, and see the receipt."""
    half, keys = _held(request)
    others = [key for key in keys if key != str(pending.key)]
    response.set_signed_cookie(
        settings.VOTES_COOKIE_NAME,
        ".".join([half, *[*others, str(pending.key)][-KEPT:]]),
        salt=SALT,
        max_age=UNCONFIRMED_KEPT_FOR + RECEIPT_SHOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_votes(response: HttpResponse) -> None:
    """Nobody who comes to this browser now sees what was voted in it."""
    response.delete_cookie(settings.VOTES_COOKIE_NAME, samesite="Lax")


def is_mine(request: HttpRequest, key: UUID) -> bool:
    return str(key) in _held(request)[1]


def half_of_key(request: HttpRequest) -> str:
    """What this browser alone has of the key to its receipts."""
    return _held(request)[0]


def browser_of(request: HttpRequest) -> str:
    """What the browser is known by, once it has asked for a code here; no session is made for it."""
    return half_of_key(request) if settings.VOTES_COOKIE_NAME in request.COOKIES else ""


def find(edition: Edition, key: UUID) -> PendingVote | None:
    """The vote of that key, unless it has been forgotten."""
    found = PendingVote.objects.filter(pk=key).first()
    rounds = {each.pk: each for each in edition.rounds.all()}
    if found is None or found.round_id not in rounds:
        return None
    found.round = rounds[found.round_id]
    return found


def receipt_in(request: HttpRequest, pending: PendingVote) -> Receipt | None:
    """What was cast in this browser, also after the round was sealed; None in any other."""
    envelope = bytes(pending.receipt)
    return open_receipt(envelope, key=pending.key, browser=half_of_key(request))


def newest_cast(request: HttpRequest, edition: Edition) -> PendingVote | None:
    """The last vote that this browser cast in the edition."""
    mine = PendingVote.objects.filter(round__edition=edition, pk__in=_held(request)[1])
    return mine.exclude(done_at=None).order_by("-done_at").first()


def waiting(request: HttpRequest, round: Round) -> PendingVote | None:
    """The vote that the address asks to choose again, if it is this browser's, of the round, and not cast."""
    key = typed_choice(request.GET.get(AGAIN, ""), _held(request)[1])
    if not key:
        return None
    found = find(round.edition, UUID(key))
    return found if found and found.done_at is None and found.round == round else None


def _held(request: HttpRequest) -> tuple[str, list[str]]:
    """Its half of the key, new where it has none yet, and the keys of its votes."""
    try:
        held = request.get_signed_cookie(settings.VOTES_COOKIE_NAME, default="", salt=SALT)
    except BadSignature:
        held = ""
    half, *keys = held.split(".")
    return half or secrets.token_hex(16), keys
