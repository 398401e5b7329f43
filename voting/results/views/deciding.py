"""Proposing what two people decide about a sealed result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from award.people.domain.two_persons import ActRefused, WitnessRefused, propose, ways_to_propose
from award.people.forms.witness import WitnessFields
from award.people.views.access import organiser, signed_in
from award.programme.models import Edition
from voting.results.domain.announcing import sealed_result
from voting.results.domain.deciding import payload_of, subject_of
from voting.results.domain.extra_planning import standing
from voting.results.domain.questions import CORRECT, questions, runners_up
from voting.results.domain.standings import CategoryResult, category_results
from voting.results.domain.undecidedwords import reason_words
from voting.results.forms.decision import CorrectionForm, DecisionForm
from voting.results.models import EditionResult


@organiser
def decide(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """A category that the count left to people, or whose winner has withdrawn."""
    result, category = _category(edition, slug)
    question = next((q for q in questions(result) if q.slug == slug), None)
    if question is None:
        messages.info(request, _("There is nothing to decide about this category any more."))
        return redirect("desk_results", edition.award.slug, edition.year)
    form = DecisionForm(
        request.POST or None,
        acts=question.acts,
        category=category,
        runners_up=runners_up(result, slug),
        standing=standing(result, slug),
        zone=edition.zone,
    )
    if request.method == "POST" and form.is_valid():
        act, payload = form.cleaned_data["act"], _payload(result, slug, form)
        if _propose(request, result, slug, form, act=act, payload=payload):
            return redirect("desk_results", edition.award.slug, edition.year)
    why = reason_words(question.why)
    return _page(request, edition, form, category, act=question.acts[0], why=why)


@organiser
def correct(request: HttpRequest, edition: Edition, slug: str) -> HttpResponse:
    """A category that is counted again, without somebody who should not have stood."""
    result, category = _category(edition, slug)
    form = CorrectionForm(request.POST or None, category=category)
    if request.method == "POST" and form.is_valid():
        payload = payload_of(result, slug, aliases=form.aliases())
        if _propose(request, result, slug, form, act=CORRECT, payload=payload):
            return redirect("desk_results", edition.award.slug, edition.year)
    return _page(request, edition, form, category, act=CORRECT, why=[])


def _category(edition: Edition, slug: str) -> tuple[EditionResult, CategoryResult]:
    result = sealed_result(edition)
    if result is None:
        raise Http404
    for category in category_results(result):
        if category.slug == slug:
            return result, category
    raise Http404


def _payload(result: EditionResult, slug: str, form: DecisionForm) -> dict[str, Any]:
    minutes = form.cleaned_data["minutes"]
    return payload_of(result, slug, aliases=form.aliases(), minutes=minutes, plan=form.plan())


def _propose(
    request: HttpRequest,
    result: EditionResult,
    slug: str,
    form: DecisionForm | CorrectionForm,
    *,
    act: str,
    payload: dict[str, Any],
) -> bool:
    """Whether it was put before a second person; a refusal stands on the form."""
    try:
        propose(
            act,
            edition=result.edition,
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            payload=payload,
            subject=subject_of(slug),
            witness=form.witness(),
        )
    except WitnessRefused as refused:
        form.add_error("witness_email", str(refused))
        return False
    except ActRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Proposed. It is done when a second person has said yes."))
    return True


def ask_for_witness(request: HttpRequest, edition: Edition, form: WitnessFields, act: str) -> str:
    """Leave the fields for a witness where nobody else could say yes; why it cannot be proposed at all, or nothing."""
    refused = ""
    try:
        alone = ways_to_propose(act, edition=edition, person=signed_in(request)).alone
    except ActRefused as error:
        alone, refused = False, str(error)
    for name in ("witness_name", "witness_email"):
        form.fields[name].required = alone
        if not alone:
            form.fields.pop(name)
    return refused


def _page(
    request: HttpRequest,
    edition: Edition,
    form: DecisionForm | CorrectionForm,
    category: CategoryResult,
    *,
    act: str,
    why: list[str],
) -> HttpResponse:
    refused = ask_for_witness(request, edition, form, act)
    context = {
        "edition": edition,
        "form": form,
        "each": category,
        "why": why,
        "corrects": act == CORRECT,
        "refused": refused,
    }
    status = 422 if form.errors else 200
    return render(request, "results/decide.html", context, status=status)
