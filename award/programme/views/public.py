"""What everybody sees of an award."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from award.programme.cleaning.ordering import in_order
from award.programme.domain.calendar import calendar
from award.programme.domain.languages import words_of
from award.programme.domain.prizes import prizes_of
from award.programme.models import Edition
from award.programme.stages import Place, stages
from award.programme.views.access import public_edition
from award.programme.views.sharing import share


def front(request: HttpRequest) -> HttpResponse:
    """The awards of this installation; the newest edition at once when there is only one award.

    What is made up stands here only where there is nothing else.
    """
    editions = Edition.objects.public().to_show_first().with_calendar()
    newest = {e.award_id: e for e in editions.order_by("year")}
    if len(newest) == 1:
        edition = next(iter(newest.values()))
        return redirect("edition", edition.award.slug, edition.year)
    shown = sorted(newest.values(), key=lambda e: in_order(words_of(e.award, "name")))
    response = render(request, "programme/front.html", {"editions": shown})
    for each in shown:
        share(response, each, calendar(each))
    return response


def award_page(request: HttpRequest, award: str) -> HttpResponse:
    """The newest public edition of an award, a made-up one where there is no other."""
    held = Edition.objects.public().filter(award__slug=award)
    edition = held.newest_real_first().first()
    if edition is None:
        raise Http404
    return redirect("edition", award, edition.year)


def edition(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The front page of an edition: what it is for, what happens when, who stands behind it."""
    found = public_edition(award, year)
    now = calendar(found)
    sections = sorted(
        (s for stage in stages() for s in stage.sections(found, now)), key=lambda s: s.place
    )
    actions = [stage.action(found, now) for stage in stages()]
    context = {
        "edition": found,
        "calendar": now,
        "action": next((a for a in actions if a), None),
        "face": next((s for s in sections if s.place == Place.HERO), None),
        "first": [s for s in sections if Place.HERO < s.place < Place.MIDDLE],
        "later": [s for s in sections if s.place >= Place.MIDDLE],
        "partners": found.partners.all(),
        "prizes": prizes_of(found),
    }
    return share(render(request, "programme/edition.html", context), found, now)
