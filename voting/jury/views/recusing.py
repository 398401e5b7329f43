"""A juror steps back from a candidate, or scores her after all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.programme.domain.guard import RoundNotOpen
from award.programme.views.posting import posted_from
from nominations.models import Entry
from voting.jury.domain.juror_desk import row_of
from voting.jury.domain.recusing import recuse, withdraw_recusal
from voting.jury.forms import RecusalForm
from voting.jury.models import Juror, Recusal
from voting.jury.views.entry_page import (
    assigned_entry,
    entry_page,
    juror_of,
    not_hers_any_more,
    score_form,
)
from voting.jury.views.unsaved import sign_in_first


@never_cache
@posted_from("jury_entry", "entry")
def step_back(request: HttpRequest, award: str, year: int, entry: int) -> HttpResponse:
    """Each button says which it is, so that pressing twice does what pressing once does."""
    if not request.user.is_authenticated:
        page = reverse("jury_entry", args=[award, year, entry])
        return sign_in_first(request, entry, page=page)
    _edition, juror = juror_of(request, award, year)
    found = assigned_entry(juror, entry)
    if "score" in request.POST:
        return _score_after_all(request, juror, found)
    return _step_back(request, juror, found)


def _step_back(request: HttpRequest, juror: Juror, entry: Entry) -> HttpResponse:
    """Without a reason, or too late, the page stays with all that was typed."""
    form = RecusalForm(request.POST, whom=entry.candidate.name)
    if form.is_valid():
        try:
            recuse(juror=juror, entry=entry, reason=form.cleaned_data["recusal_reason"])
        except RoundNotOpen:
            form.add_error(None, _("The jury's round has closed, so you have not stepped back."))
        else:
            messages.success(request, _("You have stepped back from %s.") % entry.candidate.name)
            return _candidates(juror)
    row = row_of(juror, entry.pk)
    if row is None:
        return not_hers_any_more(request, juror, entry.pk)
    typed = score_form(juror, row, request.POST)
    return entry_page(request, juror, row, typed, recusal=form)


def _score_after_all(request: HttpRequest, juror: Juror, entry: Entry) -> HttpResponse:
    earlier = Recusal.objects.standing().filter(juror=juror, entry=entry).first()
    try:
        if earlier:
            withdraw_recusal(earlier)
        messages.success(request, _("You score %s again.") % entry.candidate.name)
    except RoundNotOpen:
        messages.error(request, _("The jury's round is not open."))
    return _candidates(juror)


def _candidates(juror: Juror) -> HttpResponse:
    return redirect("jury_edition", juror.edition.award.slug, juror.edition.year)
