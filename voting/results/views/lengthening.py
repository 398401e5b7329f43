"""Proposing that an extra vote is open longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.people.domain.two_persons import ActRefused, WitnessRefused, propose
from award.people.views.access import organiser, signed_in
from award.programme.models import Edition, Round
from voting.results.domain.lengthening import (
    LONGER,
    can_become_longer,
    longer_payload,
    longer_subject,
)
from voting.results.forms.lengthening import LengtheningForm
from voting.results.views.deciding import ask_for_witness


@organiser
def lengthen(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Asks until when and why, and puts it before a second person."""
    round = get_object_or_404(Round.objects.extra_votes(), pk=number, edition=edition)
    if not can_become_longer(round):
        raise Http404
    form = LengtheningForm(request.POST or None, closes_at=round.closes_at, zone=edition.zone)
    if request.method == "POST" and form.is_valid() and _propose(request, round, form):
        return redirect("desk_results", edition.award.slug, edition.year)
    refused = ask_for_witness(request, edition, form, LONGER)
    context = {"edition": edition, "form": form, "round": round, "refused": refused}
    status = 422 if form.errors else 200
    return render(request, "results/lengthen.html", context, status=status)


def _propose(request: HttpRequest, round: Round, form: LengtheningForm) -> bool:
    """Whether it was put before a second person; a refusal stands on the form."""
    try:
        propose(
            LONGER,
            edition=round.edition,
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            payload=longer_payload(round, form.cleaned_data["until"]),
            subject=longer_subject(round),
            witness=form.witness(),
        )
    except WitnessRefused as refused:
        form.add_error("witness_email", str(refused))
        return False
    except ActRefused as refused:
        form.add_error("until", str(refused))
        return False
    messages.success(request, _("Proposed. It is done when a second person has said yes."))
    return True
