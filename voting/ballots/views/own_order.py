"""The order of a browser's ballot paper: drawn once for each vote, and the same until that vote closes.

The cookie holds a number with which an order is found, and nothing of who comes to the paper or what is chosen on it.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from award.programme.cleaning.parameters import typed_key
from award.programme.domain.calendar import Calendar
from award.programme.domain.turns import NUMBERS
from award.programme.models import Round


def own_number(request: HttpRequest, round: Round) -> int:
    """The number that this browser has in the vote; a new one where it has none that can be read."""
    held = typed_key(request.COOKIES.get(_name(round.pk), ""))
    return held or 1 + secrets.randbelow(NUMBERS)


def keep_number(response: HttpResponse, number: int, round: Round, found: Calendar) -> None:
    """Until the vote closes; a new reading of the paper gives it the time that a vote has been given since."""
    response.set_cookie(
        _name(round.pk),
        str(number),
        max_age=round.closes_at - found.now,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_orders(request: HttpRequest, response: HttpResponse) -> None:
    """Whoever votes here next has orders of her own."""
    for name in request.COOKIES:
        if name.startswith(settings.ORDER_COOKIE_PREFIX):
            response.delete_cookie(name, samesite="Lax")


def _name(round_id: int) -> str:
    """One a vote: two that are open at once do not end each other's."""
    return f"{settings.ORDER_COOKIE_PREFIX}{round_id}"
