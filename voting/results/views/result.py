"""The result: to everybody at its moment, to organisers when it is sealed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.people.permissions import may_organise
from award.people.views.access import desk_reader, signed_in
from award.programme.domain.calendar import calendar
from award.programme.models import Category, Edition
from award.programme.views.access import public_edition
from voting.results.domain.announcing import public_result, sealed_result
from voting.results.domain.motivating import TooLate, write_motivation
from voting.results.domain.standings import category_results
from voting.results.domain.story import count_story
from voting.results.forms.motivation import MotivationForm
from voting.results.models import EditionResult, Motivation, Recount
from voting.results.recount.packaging import build_package


@never_cache
def result(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The winner; before the moment the same kind page for everybody."""
    edition = public_edition(award, year)
    found = public_result(edition)
    if found is None:
        context = {"edition": edition, "calendar": calendar(edition)}
        return render(request, "results/waiting.html", context)
    context = {"edition": edition, "result": found, **_counted(found)}
    return render(request, "results/result.html", context)


def package(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The recount package: to organisers when the result is sealed, to everybody when it is public."""
    edition = public_edition(award, year)
    found = public_result(edition)
    if found is None and may_organise(request.user, edition):
        found = sealed_result(edition)
    if found is None:
        raise Http404
    response = HttpResponse(build_package(found), content_type="application/zip")
    name = f"{edition.award.slug}-{edition.year}-{found.sha256[:12]}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@desk_reader
def desk_results(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The sealed figures before they are public, and the motivation."""
    organises = may_organise(request.user, edition)
    found = sealed_result(edition) if organises else public_result(edition)
    posted = request.POST.get("category", "")
    if request.method == "POST":
        if not organises:
            raise Http404
        if _write(request, edition, posted):
            return redirect("desk_results", edition.award.slug, edition.year)
    context = {
        "edition": edition,
        "calendar": calendar(edition),
        "result": found,
        "recount": Recount.objects.filter(result=found).first() if found else None,
        **_counted(found),
        "forms": _forms(request, edition, posted),
        "may_organise": organises,
    }
    return render(request, "results/desk.html", context)


def _counted(found: EditionResult | None) -> dict[str, Any]:
    """The categories' results, and beside each the story of its count."""
    categories = category_results(found) if found else []
    return {
        "categories": categories,
        "counted": [(each, count_story(found, each)) for each in categories] if found else [],
    }


def _write(request: HttpRequest, edition: Edition, slug: str) -> bool:
    category = get_object_or_404(Category, edition=edition, slug=slug)
    form = MotivationForm(request.POST)
    if not form.is_valid():
        return False
    try:
        write_motivation(category, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
    except TooLate:
        messages.error(request, _("The result is public: the motivation can no longer be changed."))
    return True


def _forms(
    request: HttpRequest, edition: Edition, posted: str
) -> list[tuple[Category, MotivationForm]]:
    written = {m.category_id: m for m in Motivation.objects.filter(edition=edition)}
    found = []
    for category in edition.categories.all():
        text = written.get(category.pk)
        initial = {"text_sv": text.text_sv, "text_en": text.text_en} if text else {}
        data = request.POST if posted == category.slug else None
        found.append((category, MotivationForm(data, initial=initial, prefix=None)))
    return found
