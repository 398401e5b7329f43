"""All years of an award on one page, with an address for each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.sharing import share
from voting.results.domain.years import announced_years


@never_cache
def all_years(request: HttpRequest, award: str) -> HttpResponse:
    """What has been announced and nothing else: it is old as soon as any of the years moves on."""
    public = Edition.objects.public().filter(award__slug=award).with_calendar()
    editions = list(public.newest_real_first())
    if not editions:
        raise Http404
    newest = editions[0]
    context = {
        "edition": newest,
        "calendar": calendar(newest),
        "years": announced_years(newest.award),
    }
    response = render(request, "results/years.html", context)
    for each in editions:
        share(response, each, calendar(each))
    return response
