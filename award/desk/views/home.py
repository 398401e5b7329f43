"""The organisers' desk: which editions there are, and where one stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from award.desk.domain.overview import decisions, parts
from award.mail.domain.health import health
from award.people.permissions import awards_owned, editions_readable, organisations_owned
from award.people.views.access import desk_reader, signed_in
from award.people.views.unsent import signed_in_first
from award.programme.domain.calendar import calendar
from award.programme.models import Edition


@signed_in_first
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The editions whose desk the person may see; straight to the one when there is only one."""
    editions = editions_readable(signed_in(request)).newest_first()
    organisations = organisations_owned(signed_in(request))
    if len(editions) == 1 and not organisations:
        return redirect("desk_edition", editions[0].award.slug, editions[0].year)
    context = {
        "editions": editions,
        "organisations": organisations,
        "awards": awards_owned(signed_in(request)),
    }
    return render(request, "desk/home.html", context)


@desk_reader
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Where the edition stands, its numbers, and what waits for a decision."""
    now, state = calendar(edition), health()
    context = {
        "edition": edition,
        "calendar": now,
        "parts": parts(edition, now),
        "decisions": decisions(edition, calendar=now, health=state, person=signed_in(request)),
        "health": state,
    }
    return render(request, "desk/edition.html", context)
