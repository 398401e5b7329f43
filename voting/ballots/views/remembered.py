"""What a browser itself remembers of a vote cast in it, so that it can be told who has left.

A cookie of its own holds a number and, for each name on the ballot, a fingerprint that only this
server can make. So it says nothing to whoever looks into the browser; and the server, which keeps
no copy, looks for those alone who have left the paper. It is asked for nothing once the vote is over.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from award.programme.models import Round
from nominations.models import Entry
from voting.ballots.domain.casting import Receipt
from voting.count.notation import named

LENGTH = 20
# A vote can be given more time after the cookie was: it must not end before the vote does.
LONGER = timedelta(days=60)
HOST, PREFIX = "__Host-", "vote-"


def remember_choices(response: HttpResponse, round: Round, cast: Receipt) -> None:
    """A later vote in the same browser takes its place."""
    number = secrets.token_hex(8)
    prints = sorted(
        _fingerprint(round.pk, number, category, slug)
        for category, choice in cast.choices.items()
        for slug in named(choice)
    )
    response.set_cookie(
        _name(round.pk),
        ".".join([number, *prints]),
        max_age=round.closes_at - cast.cast_at + LONGER,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_choices(request: HttpRequest, response: HttpResponse) -> None:
    """Of every round."""
    for name in request.COOKIES:
        if name.removeprefix(HOST).startswith(PREFIX):
            response.delete_cookie(name, samesite="Lax")


def remembers(request: HttpRequest, round: Round) -> bool:
    """Whether a vote in the round was cast in this browser."""
    return _name(round.pk) in request.COOKIES


def voted_for(request: HttpRequest, entries: Iterable[Entry]) -> list[Entry]:
    """Those of the entries that were voted for in this browser."""
    return [entry for entry in entries if _is_remembered(request, entry)]


def _is_remembered(request: HttpRequest, entry: Entry) -> bool:
    number, *prints = request.COOKIES.get(_name(entry.round_id), "").split(".")
    wanted = _fingerprint(entry.round_id, number, entry.category.slug, entry.candidate.slug)
    return wanted in prints


def _name(round_id: int) -> str:
    """With TLS no other host, however near, can set it (`__Host-`)."""
    return f"{HOST if settings.SESSION_COOKIE_SECURE else ''}{PREFIX}{round_id}"


def _fingerprint(round_id: int, number: str, category: str, slug: str) -> str:
    said = f"{round_id}:{number}:{category}:{slug}"
    return salted_hmac("forebild.voted_for", said, algorithm="sha256").hexdigest()[:LENGTH]
