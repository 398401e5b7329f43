"""Pages that show people: who has read one is written down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from award.people.domain.personal.looking import How, note_look
from award.people.views.access import signed_in
from award.programme.models import Edition, Organisation

View = Callable[..., HttpResponse]


def shows_people(thing: str, *, how: How = How.READ) -> Callable[[View], View]:
    """Between who may on to the page and the page: `nominee:{candidate}` is filled in from its address.

    A list is one thing: `list:jurors:{edition}`.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def noted(
            request: HttpRequest, whose: Edition | Organisation, **kwargs: Any
        ) -> HttpResponse:
            response = view(request, whose, **kwargs)
            if request.method == "GET" and response.status_code == 200:
                seen = thing.format(**{**kwargs, "edition": whose.pk})
                note_look(signed_in(request), _organisation(whose), [seen], how=how)
            return response

        return noted

    return guard


def _organisation(whose: Edition | Organisation) -> Organisation:
    return whose.award.organisation if isinstance(whose, Edition) else whose
