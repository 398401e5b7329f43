"""The organisers' pages about nominations and candidates."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.models import Edition, Person
from award.permissions import may_organise
from award.views.access import desk_reader, organiser
from nominations.domain.consent import inform
from nominations.domain.editing import edit_candidate
from nominations.domain.matching import similar_candidates
from nominations.domain.merging import merge_candidates
from nominations.domain.reviewing import ReviewRefused, accept, reject
from nominations.forms import CandidateForm, MergeForm, RejectForm
from nominations.models import Candidate, Nomination


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101
    return request.user


@desk_reader
def nominations(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The queue of what waits for a decision, and what has been decided."""
    every = Nomination.objects.filter(round__edition=edition).select_related(
        "category", "candidate"
    )
    context = {
        "edition": edition,
        "undecided": every.undecided(),
        "decided": every.exclude(decision="").order_by("-decided_at"),
        "unconfirmed": every.filter(confirmed_at=None).count(),
    }
    return render(request, "nominations/desk_nominations.html", context)


@desk_reader
def nomination(request: HttpRequest, edition: Edition, nomination: int) -> HttpResponse:
    """One nomination: accept it as somebody new, as somebody we know, or reject it."""
    found = get_object_or_404(Nomination, round__edition=edition, pk=nomination)
    form = RejectForm(request.POST if "reason" in request.POST else None)
    if request.method == "POST":
        if not may_organise(request.user, edition):
            raise Http404
        if decided := _decide(request, edition, found, form):
            return decided
    context = {
        "edition": edition,
        "nomination": found,
        "suggestions": [] if found.decision else similar_candidates(found),
        "form": form,
        "may_organise": may_organise(request.user, edition),
    }
    template = "nominations/desk_nomination.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _decide(
    request: HttpRequest, edition: Edition, found: Nomination, form: RejectForm
) -> HttpResponse | None:
    try:
        if "reason" in request.POST:
            if not form.is_valid():
                return None
            reject(nomination=found, reason=form.cleaned_data["reason"], by=_person(request))
            messages.success(request, _("The nomination is rejected."))
        else:
            candidate = _chosen(request, edition)
            accepted = accept(nomination=found, candidate=candidate, by=_person(request))
            messages.success(request, _("%s is a candidate.") % accepted.name)
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_nominations", edition.award.slug, edition.year)


def _chosen(request: HttpRequest, edition: Edition) -> Candidate | None:
    """The candidate whom the organiser recognised; None for somebody new."""
    key = request.POST.get("candidate", "")
    if not key.isdecimal():
        return None
    return get_object_or_404(Candidate, edition=edition, pk=int(key))


@desk_reader
def candidates(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everybody who is considered."""
    found = Candidate.objects.filter(edition=edition).with_nominations().order_by("name")
    context = {"edition": edition, "candidates": found}
    return render(request, "nominations/desk_candidates.html", context)


@desk_reader
def candidate(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """One candidate: what is said of her, and the nominations behind it."""
    found = get_object_or_404(Candidate, edition=edition, pk=candidate)
    organises = may_organise(request.user, edition)
    form = CandidateForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST":
        if not organises:
            raise Http404
        if form.is_valid():
            _save(request, found, form)
            return redirect("desk_candidate", edition.award.slug, edition.year, found.pk)
    context = {
        "edition": edition,
        "candidate": Candidate.objects.get(pk=found.pk),
        "nominations": found.nominations.order_by("created_at"),
        "form": form,
        "merge": MergeForm(keep=found),
        "may_organise": organises,
    }
    template = "nominations/desk_candidate.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _save(request: HttpRequest, found: Candidate, form: CandidateForm) -> None:
    changes = {name: form.cleaned_data[name] for name in form._meta.fields or ()}
    picture = form.cleaned_data["portrait_file"]
    edit_candidate(found, changes=changes, by=_person(request), portrait=picture)
    messages.success(request, _("Saved."))


@require_POST
@organiser
def inform_candidate(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Mail her that she is nominated."""
    found = get_object_or_404(Candidate, edition=edition, pk=candidate)
    if found.email:
        inform(found, by=_person(request))
        messages.success(request, _("A mail is on its way to %s.") % found.name)
    else:
        messages.error(request, _("Fill in her e-mail address first."))
    return redirect("desk_candidate", edition.award.slug, edition.year, found.pk)


@require_POST
@organiser
def merge(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Two candidates who are one person become one."""
    keep = get_object_or_404(Candidate, edition=edition, pk=candidate)
    form = MergeForm(request.POST, keep=keep)
    if form.is_valid():
        try:
            merge_candidates(
                keep=keep,
                fold=form.cleaned_data["fold"],
                reason=form.cleaned_data["reason"],
                by=_person(request),
            )
            messages.success(request, _("They are one candidate now."))
        except ReviewRefused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose whom, and say why."))
    return redirect("desk_candidate", edition.award.slug, edition.year, keep.pk)
