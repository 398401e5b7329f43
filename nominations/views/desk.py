"""The organisers' pages about nominations."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.people.domain.personal.looking import How
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, signed_in
from award.people.views.confirmed import recently_confirmed
from award.people.views.looking import shows_people
from award.programme.models import Edition
from nominations.domain.matching import for_reader, with_suggestions
from nominations.domain.reviewing import ReviewRefused, accept, reject
from nominations.domain.self_nomination import is_own
from nominations.forms.reviewing import AcceptForm, RejectForm
from nominations.models import Nomination
from nominations.spreadsheet import nominations_csv


@require_safe
@desk_reader
@shows_people("list:nominations:{edition}")
def nominations(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The queue of what waits for a decision, and what has been decided."""
    every = Nomination.objects.of(edition)
    context = {
        "edition": edition,
        "undecided": with_suggestions(every.undecided(), edition),
        "decided": every.exclude(decision="").order_by("-decided_at"),
        "unconfirmed": every.filter(confirmed_at=None).count(),
    }
    return render(request, "nominations/desk_nominations.html", context)


@require_safe
@desk_reader
@recently_confirmed
@shows_people("list:nominations:{edition}", how=How.TAKEN_OUT)
def export(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every nomination as a file for a spreadsheet."""
    every = Nomination.objects.of(edition).order_by("created_at", "id")
    content = nominations_csv(every, edition, addresses=may_organise(request.user, edition))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"nomineringar-{edition.award.slug}-{edition.year}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@desk_reader
@shows_people("nominated:{nomination}")
def nomination(request: HttpRequest, edition: Edition, nomination: int) -> HttpResponse:
    """One nomination: accept it as somebody new, as somebody we know, or reject it."""
    found = get_object_or_404(Nomination.objects.of(edition), pk=nomination)
    organises = may_organise(request.user, edition)
    if request.method == "POST" and not organises:
        raise Http404
    rejecting = "reject" in request.POST
    accept_form = AcceptForm(
        request.POST if request.method == "POST" and not rejecting else None,
        edition=edition,
        nomination=found,
    )
    reject_form = RejectForm(request.POST if rejecting else None, nomination=found)
    if request.method == "POST" and _decide(request, found, accept_form, reject_form):
        return _next(edition)
    suggestions, ask = ([], []) if found.decision else for_reader(found, signed_in(request))
    context = {
        "edition": edition,
        "nomination": found,
        "own": is_own(found),
        "suggestions": suggestions,
        "ask": ask,
        "accept_form": accept_form,
        "reject_form": reject_form,
        "may_organise": organises,
    }
    wrong = accept_form.errors or reject_form.errors
    template = "nominations/desk_nomination.html"
    return render(request, template, context, status=422 if wrong else 200)


def _decide(
    request: HttpRequest, found: Nomination, accept_form: AcceptForm, reject_form: RejectForm
) -> bool:
    """False when the page must be shown again, with what is wrong."""
    form = reject_form if reject_form.is_bound else accept_form
    if not form.is_valid():
        return False
    try:
        if form is reject_form:
            reject(nomination=found, by=signed_in(request), **form.cleaned_data)
            messages.success(request, _("The nomination is rejected."))
        else:
            chosen = accept(nomination=found, by=signed_in(request), **form.cleaned_data)
            messages.success(request, _("%s is a candidate.") % chosen.name)
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
    return True


def _next(edition: Edition) -> HttpResponse:
    """Straight to the next one that waits; to the list when none does."""
    waiting = Nomination.objects.filter(round__edition=edition).undecided().first()
    place = [edition.award.slug, edition.year]
    if waiting:
        return redirect("desk_nomination", *place, waiting.pk)
    return redirect("desk_nominations", *place)
