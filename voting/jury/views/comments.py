"""The jurors' comments, on the desk and in the jury's own pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from award.people.views.access import organiser
from award.people.views.looking import shows_people
from award.people.views.unsent import signed_in_first
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from voting.jury.domain.comments import (
    Commented,
    are_readable,
    comments_for_juror,
    comments_for_organisers,
)
from voting.jury.views.entry_page import juror_of


@require_safe
@organiser
@shows_people("list:comments:{edition}")
def for_organisers(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that was written, for the jury's meeting and whoever leads it."""
    return _page(request, edition, comments_for_organisers(edition))


@require_safe
@signed_in_first
@never_cache
def for_the_jury(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """What was written of those that she judges herself."""
    edition, juror = juror_of(request, award, year)
    return _page(request, edition, comments_for_juror(juror))


def _page(request: HttpRequest, edition: Edition, found: list[Commented]) -> HttpResponse:
    context = {
        "edition": edition,
        "commented": found,
        "are_readable": are_readable(edition),
        "round": calendar(edition).round("jury"),
    }
    return render(request, "jury/comments.html", context)
