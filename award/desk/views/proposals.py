"""What takes two people: what waits, and the second person's decision."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.desk.domain.proposals import proposal_rows
from award.desk.forms.declining import DecliningForm
from award.people.domain.two_persons import ActRefused, approve, decline, waiting
from award.people.models import Proposal
from award.people.models.proposal import LONGEST_REASON
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.people.views.looking import shows_people
from award.programme.models import Edition
from award.programme.views.posting import posted_from

DEADLOCK = "40P01"  # deadlock_detected, appendix A of the PostgreSQL manual


@desk_reader
@shows_people("list:proposals:{edition}")
def proposals(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What waits first, then what was decided."""
    everything = Proposal.objects.about(edition)
    context = {
        "edition": edition,
        "waiting": proposal_rows(waiting(edition), signed_in(request)),
        "decided": proposal_rows(everything.exclude(state="waiting")[:100], signed_in(request)),
        "may_organise": may_organise(request.user, edition),
        "longest_reason": LONGEST_REASON,
    }
    return render(request, "desk/proposals.html", context)


@posted_from("desk_proposals")
@organiser
def decide(request: HttpRequest, edition: Edition, proposal: int) -> HttpResponse:
    """Approve, decline or take back one that waits."""
    found = get_object_or_404(Proposal.objects.about(edition), pk=proposal)
    try:
        if "approve" in request.POST:
            _twice(lambda: approve(found, by=signed_in(request)))
            messages.success(request, _("It is decided, and done."))
        else:
            _decline(request, found)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_proposals", edition.award.slug, edition.year)


def _decline(request: HttpRequest, found: Proposal) -> None:
    form = DecliningForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["why"])))
        return
    why = form.cleaned_data["why"]
    _twice(lambda: decline(found, by=signed_in(request), reason=why))
    messages.success(request, _("It is not done."))


def _twice(act: Callable[[], object]) -> None:
    """Once more when the database has ended it because two waited for each other: nothing was done."""
    try:
        act()
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
            raise
        act()
