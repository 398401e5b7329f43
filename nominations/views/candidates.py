"""The organisers' pages about candidates."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.programme.models import Edition
from nominations.domain.consent import CannotInform, inform, note_told
from nominations.domain.editing import edit_candidate, remove_portrait
from nominations.domain.matching import similar_to_candidate
from nominations.domain.merging import merge_candidates
from nominations.domain.reviewing import ReviewRefused
from nominations.forms import CandidateForm, MergeForm, ToldForm
from nominations.models import Candidate

CANNOT = {
    "address": gettext_lazy("Fill in an e-mail address first."),
    "declined": gettext_lazy("The answer was no. Do not ask again."),
    "soon": gettext_lazy("A mail was sent just now. Wait a minute before you send another."),
    "often": gettext_lazy(
        "Several mails were sent in the last hour. Wait an hour, then try again."
    ),
}


@require_safe
@desk_reader
def candidates(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everybody who is considered."""
    found = Candidate.objects.filter(edition=edition).with_nominations().order_by("name", "id")
    context = {"edition": edition, "candidates": found}
    return render(request, "nominations/desk_candidates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
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
            return _back(edition, found)
    return _page(request, edition, found, form=form)


@require_POST
@organiser
def inform_candidate(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Mail her that she is nominated."""
    found = get_object_or_404(Candidate, edition=edition, pk=candidate)
    try:
        inform(found, by=signed_in(request))
    except CannotInform as refusal:
        messages.error(request, str(CANNOT[refusal.why]))
    else:
        messages.success(request, _("A mail is on its way to %s.") % found.name)
    return _back(edition, found)


@require_POST
@organiser
def told(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Note that she knows of it already."""
    found = get_object_or_404(Candidate, edition=edition, pk=candidate)
    form = ToldForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, found, told_form=form)
    try:
        note_told(found, by=signed_in(request), how=form.cleaned_data["how"])
    except CannotInform as refusal:
        messages.error(request, str(CANNOT[refusal.why]))
    else:
        messages.success(request, _("It is noted that %s has been told.") % found.name)
    return _back(edition, found)


@require_POST
@organiser
def take_portrait_away(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """The picture is deleted."""
    found = get_object_or_404(Candidate, edition=edition, pk=candidate)
    remove_portrait(found, by=signed_in(request))
    messages.success(request, _("The portrait is deleted."))
    return _back(edition, found)


@require_POST
@organiser
def merge(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Two candidates who are one person become one."""
    keep = get_object_or_404(Candidate, edition=edition, pk=candidate)
    form = MergeForm(request.POST, keep=keep)
    if not form.is_valid():
        return _page(request, edition, keep, merge_form=form)
    try:
        merge_candidates(keep=keep, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("They are one candidate now."))
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
    return _back(edition, keep)


def _page(
    request: HttpRequest,
    edition: Edition,
    found: Candidate,
    *,
    form: CandidateForm | None = None,
    merge_form: MergeForm | None = None,
    told_form: ToldForm | None = None,
) -> HttpResponse:
    """The form may have changed `found`, so the page shows what is stored."""
    stored = Candidate.objects.get(pk=found.pk)
    context = {
        "edition": edition,
        "candidate": stored,
        "nominations": stored.nominations.order_by("created_at"),
        "suggestions": similar_to_candidate(stored),
        "form": form or CandidateForm(instance=stored),
        "merge_form": merge_form or MergeForm(keep=stored),
        "told_form": told_form or ToldForm(),
        "may_organise": may_organise(request.user, edition),
    }
    wrong = any(each and each.errors for each in (form, merge_form, told_form))
    template = "nominations/desk_candidate.html"
    return render(request, template, context, status=422 if wrong else 200)


def _save(request: HttpRequest, found: Candidate, form: CandidateForm) -> None:
    edit_candidate(
        found,
        changes=form.changes(),
        by=signed_in(request),
        portrait=form.cleaned_data["portrait_file"],
    )
    messages.success(request, _("Saved."))


def _back(edition: Edition, candidate: Candidate) -> HttpResponse:
    return redirect("desk_candidate", edition.award.slug, edition.year, candidate.pk)
