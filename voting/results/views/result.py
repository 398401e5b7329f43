"""The public result: one page before its moment, while it is held up, undecided, and announced."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from award.people.permissions import may_organise
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.access import public_edition
from award.programme.views.sharing import share
from voting.results.domain.announcing import public_result, sealed_result
from voting.results.domain.public_face import showing
from voting.results.domain.standings import award_name, category_results
from voting.results.domain.storing import archive_of
from voting.results.domain.story import count_story
from voting.results.models import Announcement, EditionResult


@never_cache
def result(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The winner; before the moment the same kind page for everybody."""
    edition = public_edition(award, year)
    moments = calendar(edition)
    found = showing(edition, moments)
    versions = list(Announcement.objects.of(edition))
    context = {
        "edition": edition,
        "calendar": moments,
        "versions": versions,
        "newest": versions[0].result if versions else None,
        **counted(found.result),
    }
    return share(render(request, f"results/{found.face}.html", context), edition, moments)


@never_cache
def version(request: HttpRequest, award: str, year: int, number: int) -> HttpResponse:
    """A version as it was announced, whatever came after it."""
    edition = public_edition(award, year)
    versions = list(Announcement.objects.of(edition))
    wanted = next((a.result for a in versions if a.result.version == number), None)
    if wanted is None:
        raise Http404
    moments = calendar(edition)
    context = {
        "edition": edition,
        "calendar": moments,
        "versions": versions,
        "newest": versions[0].result,
        **counted(wanted),
    }
    return share(render(request, "results/announced.html", context), edition, moments)


def package(request: HttpRequest, award: str, year: int, number: int | None = None) -> HttpResponse:
    """The recount package: to organisers when the result is sealed, to everybody when it is public."""
    edition = public_edition(award, year)
    found = _packed(request, edition, number)
    if found is None:
        raise Http404
    response = HttpResponse(archive_of(found), content_type="application/zip")
    name = f"{edition.award.slug}-{edition.year}-{found.version}-{found.sha256[:12]}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def counted(found: EditionResult | None) -> dict[str, Any]:
    """A version for a page: its categories, and beside each the story of its count."""
    categories = category_results(found) if found else []
    return {
        "result": found,
        "award_name": award_name(found) if found else "",
        "change": _change(found),
        "categories": categories,
        "counted": [(each, count_story(found, each)) for each in categories] if found else [],
    }


def _change(found: EditionResult | None) -> str:
    """Why there is a later version, where no category tells it."""
    correction = found.content["correction"] if found else None
    if found is None or not correction:
        return ""
    told = {decision["reason"] for decision in found.content["decision"].values()}
    return "" if correction["reason"] in told else str(correction["reason"])


def _packed(request: HttpRequest, edition: Edition, number: int | None) -> EditionResult | None:
    """The version asked for, or the newest, if whoever asks may have it."""
    if may_organise(request.user, edition):
        newest = sealed_result(edition)
        every = EditionResult.objects.of(edition)
        return newest if number is None else every.filter(version=number).first()
    if number is None:
        return public_result(edition)
    found = Announcement.objects.of(edition).filter(result__version=number).first()
    return found.result if found else None
