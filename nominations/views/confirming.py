"""After sending: the nominator confirms, with the code or from the mailed link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.limits.asker import source_of
from award.limits.challenge import full_in_words
from award.limits.domain.asking import TO_ONE_A_DAY, QueueFull, wait_of
from award.mail.domain.codes import NOMINATION, CodeRefused
from award.mail.domain.codewords import refusal_in_words
from award.mail.forms import CodeForm
from award.programme.domain.calendar import calendar
from award.programme.models import Edition, Round
from award.programme.views.access import public_edition
from nominations.domain.confirming import (
    GRACE,
    TooLate,
    confirm_by_code,
    confirm_from_same_browser,
    needs_new_code,
    renew_code,
)
from nominations.models import Nomination
from nominations.views.browser import sent_from_here


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
    now = calendar(edition)
    context = {
        "edition": edition,
        "nomination": nomination,
        "form": form,
        "one_button": one_button,
        "same_browser": sent_from_here(request, nomination),
        "may_renew": _may_renew(request, nomination),
        "confirm_before": nomination.round.closes_at + GRACE,
        "is_late": nomination.round.closes_at + GRACE <= now.now,
        "may_nominate": now.is_open(Round.Kind.NOMINATION),
        "wait": wait_of(nomination),
        "most_mails": TO_ONE_A_DAY,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "nominations/confirm.html", context, status=status)


def _act(request: HttpRequest, nomination: Nomination, form: CodeForm, *, one_button: bool) -> None:
    """One of the page's buttons: a new code, the plain confirmation, or the code."""
    try:
        if "renew" in request.POST and _may_renew(request, nomination):
            form.is_bound = False
            renew_code(nomination, source_of(request))
            messages.success(request, _("A new code is on its way."))
        elif one_button and "confirm" in request.POST:
            form.is_bound = False
            confirm_from_same_browser(nomination, source_of(request))
        elif form.is_valid():
            confirm_by_code(nomination, form.cleaned_data["code"], source_of(request))
    except CodeRefused as refusal:
        _explain(request, form, refusal_in_words(refusal.why, NOMINATION))
    except QueueFull as refusal:
        _explain(request, form, full_in_words(refusal))
    except TooLate:
        late = _("The time to confirm is over, so this nomination cannot be counted.")
        _explain(request, form, late)


def _explain(request: HttpRequest, form: CodeForm, words: str) -> None:
    """At the code when one was typed, else above the page."""
    if form.is_bound:
        form.add_error("code", words)
    else:
        messages.error(request, words)


def _may_renew(request: HttpRequest, nomination: Nomination) -> bool:
    """In another browser only when nothing else helps, so that a mail scanner asks for none."""
    if nomination.confirmed_at:
        return False
    return sent_from_here(request, nomination) or needs_new_code(nomination)


def _nomination(edition: Edition, **key: UUID) -> Nomination:
    found = (
        Nomination.objects.filter(round__edition=edition, **key)
        .select_related("category", "round__edition__award")
        .first()
    )
    if found is None:
        raise Http404
    return found
