"""The public's way in: nominate, and confirm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.domain.calendar import calendar
from award.domain.guard import RoundNotOpen
from award.models import Edition
from award.views.access import public_edition
from nominations.domain.confirming import (
    ConfirmationError,
    confirm_by_code,
    confirm_from_same_browser,
    renew_code,
)
from nominations.domain.submitting import submit
from nominations.forms import CodeForm, NominationForm
from nominations.models import Nomination

WHY = {
    "wrong": gettext_lazy(
        "That is not the code in the newest mail. Look again, or ask for a new code."
    ),
    "spent": gettext_lazy("Too many wrong codes. Ask for a new one below."),
    "late": gettext_lazy("The time to confirm is over, so this nomination cannot be counted."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The form while the round is open; before and after it, when it was or will be."""
    edition = public_edition(award, year)
    found = calendar(edition)
    if request.method != "POST" and not found.is_open("nomination"):
        return _closed(request, edition, None, status=200)
    form = NominationForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        return _submit(request, edition, form)
    status = 422 if form.errors else 200
    context = {"edition": edition, "form": form, "calendar": found}
    return render(request, "nominations/nominate.html", context, status=status)


def _submit(request: HttpRequest, edition: Edition, form: NominationForm) -> HttpResponse:
    round = calendar(edition).round("nomination")
    if round is None:
        raise Http404
    try:
        nomination = submit(
            round=round,
            category=form.cleaned_data["category"],
            wording=form.wording(),
            submission=form.cleaned_data["submission"],
            language=get_language() or "sv",
        )
    except RoundNotOpen:
        return _closed(request, edition, form, status=409)
    request.session["nominations"] = [*_mine(request), str(nomination.key)][-20:]
    return redirect("nomination_sent", edition.award.slug, edition.year, nomination.key)


def _closed(
    request: HttpRequest, edition: Edition, form: NominationForm | None, *, status: int
) -> HttpResponse:
    """Kind words and the exact time; what was typed is still there to copy."""
    context = {"edition": edition, "form": form, "calendar": calendar(edition)}
    return render(request, "nominations/closed.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """Straight after sending: type the code. Seen only by the browser that sent it."""
    return _confirming(request, award, year, key, "nominations/sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """Where the mailed link leads. Opening it changes nothing, in whatever program."""
    return _confirming(request, award, year, key, "nominations/confirm.html")


def _confirming(
    request: HttpRequest, award: str, year: int, key: UUID, template: str
) -> HttpResponse:
    edition = public_edition(award, year)
    nomination = _nomination(edition, key)
    same_browser = str(key) in _mine(request)
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        _act(
            request,
            nomination,
            form,
            same_browser=same_browser and template.endswith("confirm.html"),
        )
        nomination.refresh_from_db()
    context = {
        "edition": edition,
        "nomination": nomination,
        "form": form,
        "same_browser": same_browser,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _act(
    request: HttpRequest, nomination: Nomination, form: CodeForm, *, same_browser: bool
) -> None:
    """One of the page's three buttons: the code, the plain confirmation, or a new code."""
    try:
        if "renew" in request.POST and str(nomination.key) in _mine(request):
            renew_code(nomination)
            messages.success(request, _("A new code is on its way."))
        elif "code" not in request.POST and same_browser:
            confirm_from_same_browser(nomination)
        elif form.is_valid():
            confirm_by_code(nomination, form.cleaned_data["code"])
    except ConfirmationError as error:
        form.full_clean()
        form.add_error("code" if form.is_bound else None, WHY[error.why])


def _nomination(edition: Edition, key: UUID) -> Nomination:
    found = (
        Nomination.objects.filter(round__edition=edition, key=key)
        .select_related("category", "round__edition__award")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _mine(request: HttpRequest) -> list[Any]:
    """The nominations that this browser sent."""
    return list(request.session.get("nominations", []))
