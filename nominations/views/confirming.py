"""After sending: the nominator confirms, with the code or from the mailed link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.programme.models import Edition
from award.programme.views.access import public_edition
from nominations.domain.confirming import (
    GRACE,
    ConfirmationError,
    codes_are_spent,
    confirm_by_code,
    confirm_from_same_browser,
    renew_code,
)
from nominations.forms import CodeForm
from nominations.models import Nomination
from nominations.views.browser import sent_from_here

WHY = {
    "wrong": gettext_lazy(
        "That is not the code in the newest mail. Look again, or ask for a new code."
    ),
    "spent": gettext_lazy("Too many wrong codes. Ask for a new one below."),
    "late": gettext_lazy("The time to confirm is over, so this nomination cannot be counted."),
    "soon": gettext_lazy("A code was sent less than a minute ago. Wait a little, then ask again."),
    "often": gettext_lazy(
        "Many codes have been sent to this address already. "
        "Use the newest one, or ask again in an hour."
    ),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """Straight after sending: type the code. Only the browser that sent it has this page."""
    edition = public_edition(award, year)
    nomination = _nomination(edition, submission_key=key)
    if not sent_from_here(request, nomination):
        messages.info(
            request,
            _("What was sent is kept. Open the link in the mail with the code, and confirm there."),
        )
        return redirect("nominate", award, year)
    return _page(request, edition, nomination, one_button=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """Where the mailed link leads. Opening it changes nothing, in whatever program.

    The key in the address is in the mail alone, so whoever has it and the session that sent the
    nomination needs no code.
    """
    edition = public_edition(award, year)
    nomination = _nomination(edition, key=key)
    return _page(request, edition, nomination, one_button=sent_from_here(request, nomination))


def _page(
    request: HttpRequest, edition: Edition, nomination: Nomination, *, one_button: bool
) -> HttpResponse:
    form = CodeForm()
    if request.method == "POST":
        form = CodeForm(request.POST)
        _act(request, nomination, form, one_button=one_button)
        nomination.refresh_from_db()
    context = {
        "edition": edition,
        "nomination": nomination,
        "form": form,
        "one_button": one_button,
        "same_browser": sent_from_here(request, nomination),
        "may_renew": _may_renew(request, nomination),
        "confirm_before": nomination.round.closes_at + GRACE,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "nominations/confirm.html", context, status=status)


def _act(request: HttpRequest, nomination: Nomination, form: CodeForm, *, one_button: bool) -> None:
    """One of the page's buttons: a new code, the plain confirmation, or the code."""
    try:
        if "renew" in request.POST and _may_renew(request, nomination):
            form.is_bound = False
            renew_code(nomination)
            messages.success(request, _("A new code is on its way."))
        elif one_button and "confirm" in request.POST:
            form.is_bound = False
            confirm_from_same_browser(nomination)
        elif form.is_valid():
            confirm_by_code(nomination, form.cleaned_data["code"])
    except ConfirmationError as error:
        _explain(request, form, error)


def _explain(request: HttpRequest, form: CodeForm, error: ConfirmationError) -> None:
    """At the code when one was typed, else above the page."""
    if form.is_bound:
        form.add_error("code", str(WHY[error.why]))
    else:
        messages.error(request, str(WHY[error.why]))


def _may_renew(request: HttpRequest, nomination: Nomination) -> bool:
    """In another browser only when nothing else helps, so that a mail scanner asks for none."""
    if nomination.confirmed_at:
        return False
    return sent_from_here(request, nomination) or codes_are_spent(nomination)


def _nomination(edition: Edition, **key: UUID) -> Nomination:
    found = (
        Nomination.objects.filter(round__edition=edition, **key)
        .select_related("category", "round__edition__award")
        .first()
    )
    if found is None:
        raise Http404
    return found
