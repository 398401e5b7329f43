"""The cookie by which a browser is known that somebody has signed in with."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from award.people.domain.browsers import KNOWN_FOR, is_known, name_of_browser
from award.people.models import Person


def token_of(request: HttpRequest) -> str:
    """What the cookie says; "" without one."""
    return str(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""))


def known_token(request: HttpRequest, person: Person | None) -> str:
    """The same, where she has signed in with this browser before; else ""."""
    token = token_of(request)
    return token if person and is_known(person, token) else ""


def name_of(request: HttpRequest) -> str:
    return name_of_browser(request.headers.get("user-agent", ""))


def give_token(answer: HttpResponse, token: str) -> None:
    answer.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        token,
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
