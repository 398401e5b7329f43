"""Which nominations a browser has sent: its session knows, and nobody else."""

from __future__ import annotations

from django.http import HttpRequest

from nominations.models import Nomination

KEY = "nominations"
MOST = 20


def remember(request: HttpRequest, nomination: Nomination) -> None:
    """This browser sent it."""
    mine = [k for k in request.session.get(KEY, []) if k != str(nomination.submission_key)]
    request.session[KEY] = [*mine, str(nomination.submission_key)][-MOST:]


def sent_from_here(request: HttpRequest, nomination: Nomination) -> bool:
    """Whether this browser sent it."""
    return str(nomination.submission_key) in request.session.get(KEY, [])
