"""The shortlist on the desk, as soon as the jury's round is sealed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from award.people.permissions import may_organise
from award.people.views.access import desk_reader
from award.people.views.looking import shows_people
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.round_states import seal_due_at
from voting.results.domain.left_out import left_out
from voting.results.domain.shortlist import sealed_shortlist


@require_safe
@desk_reader
def shortlist(request: HttpRequest, edition: Edition) -> HttpResponse:
    """For those who organise; who reads alone sees what is public, as everybody does."""
    if may_organise(request.user, edition):
        return _for_organisers(request, edition)
    return render(request, "results/shortlist.html", {"edition": edition, "may_organise": False})


@shows_people("list:shortlist:{edition}")
def _for_organisers(request: HttpRequest, edition: Edition) -> HttpResponse:
    found = calendar(edition)
    jury = found.round("jury")
    context = {
        "edition": edition,
        "may_organise": True,
        "jury": jury,
        "sealed_from": seal_due_at(jury, rules_in_force(edition)) if jury else None,
        "shortlist": sealed_shortlist(edition) if jury else None,
        "left_out": left_out(edition),
        "vote": found.round("vote"),
        "is_open": found.has_opened("vote"),
    }
    return render(request, "results/shortlist.html", context)
