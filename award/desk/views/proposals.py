"""What takes two people: what waits, and the second person's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.desk.domain.proposals import proposal_rows
from award.people.domain.two_persons import ActRefused, approve, decline, waiting
from award.people.models import Proposal
from award.people.models.proposal import LONGEST_REASON
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.programme.models import Edition


@desk_reader
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


@require_POST
@organiser
def decide(request: HttpRequest, edition: Edition, proposal: int) -> HttpResponse:
    """Approve, decline or take back one that waits."""
    found = get_object_or_404(Proposal.objects.about(edition), pk=proposal)
    try:
        if "approve" in request.POST:
            approve(found, by=signed_in(request))
            messages.success(request, _("It is decided, and done."))
        else:
            why = request.POST.get("why", "")[:LONGEST_REASON]
            decline(found, by=signed_in(request), reason=why)
            messages.success(request, _("It is not done."))
    except ActRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_proposals", edition.award.slug, edition.year)
