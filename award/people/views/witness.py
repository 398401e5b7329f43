"""The page of a witness from outside: no account, a code from her own mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.mail.forms import CodeForm
from award.people.domain.acts import inside_words
from award.people.domain.two_persons import ActRefused, confirm_as_witness, refuse_as_witness
from award.people.domain.witnessing import renew_code
from award.people.models import Proposal, Witness


@never_cache
def witness(request: HttpRequest, key: str) -> HttpResponse:
    """What is proposed, and yes or no; opening the page decides nothing."""
    found = get_object_or_404(
        Witness.objects.select_related("proposal__organisation", "proposal__edition__award"),
        key=key,
    )
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and _answered(request, found, form):
        return redirect("witness", key)
    proposal = found.proposal
    context = {
        "proposal": proposal,
        "edition": proposal.edition if _is_public(proposal) else None,
        "sentences": inside_words(proposal),
        "form": form,
    }
    return render(request, "people/witness.html", context, status=422 if form.errors else 200)


def _is_public(proposal: Proposal) -> bool:
    return proposal.edition is not None and proposal.edition.is_public


def _answered(request: HttpRequest, witness: Witness, form: CodeForm) -> bool:
    """Whether she has been heard; else the form says why not."""
    try:
        if "refuse" in request.POST:
            refuse_as_witness(witness.proposal)
        elif "renew" in request.POST:
            renew_code(witness)
            messages.success(request, _("A new code is on its way to you."))
        elif form.is_valid():
            confirm_as_witness(witness.proposal, form.cleaned_data["code"])
        else:
            return False
    except ActRefused as refusal:
        if not form.is_bound:
            messages.error(request, str(refusal))
            return True
        form.add_error("code", str(refusal))
        return False
    return True
