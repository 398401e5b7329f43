"""A session that goes on under a new name, once somebody has shown again who she is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse

from award.people.models import Person

View = Callable[..., HttpResponse]


def renews_session(view: View) -> View:
    """Whoever had got hold of the cookie from before has nothing from then on."""

    @wraps(view)
    def renewed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = _times_shown(request)
        response = view(request, *args, **kwargs)
        if _times_shown(request) > before:
            request.session.cycle_key()
        return response

    return renewed


def _times_shown(request: HttpRequest) -> int:
    person = request.user
    return len(get_authentication_records(request, person)) if isinstance(person, Person) else 0
