"""The organisers' pages about candidates."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from award.people.domain.two_persons import ActRefused
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.people.views.looking import shows_people
from award.programme.domain.calendar import calendar
from award.programme.domain.meanwhile import ChangedMeanwhile
from award.programme.models import Edition
from award.programme.views.both_versions import both_versions, marks_of
from award.programme.views.posting import posted_from
from nominations.domain.completeness import Lack
from nominations.domain.editing import edit_candidate, remove_portrait
from nominations.domain.merging import merge_candidates
from nominations.domain.reviewing import ReviewRefused
from nominations.domain.rewording import RewordingRefused
from nominations.domain.roster import Order, State, Wanted, roster
from nominations.forms.candidates import CandidateForm
from nominations.forms.reviewing import MergeForm
from nominations.models import Candidate
from nominations.views.candidate_page import back, candidate_page, of_edition


@require_safe
@desk_reader
@shows_people("list:nominees:{edition}")
def candidates(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everybody who is considered, searched, filtered and ordered as the address says.

    Who is a finalist is shown to those who organise, and to readers when the vote has opened.
    """
    wanted = Wanted.from_query(request.GET)
    sees = may_organise(request.user, edition) or calendar(edition).has_opened("vote")
    context = {
        "edition": edition,
        "roster": roster(edition, wanted, sees_finalists=sees),
        "wanted": wanted,
        "heads": [(order, _in_order(request, order)) for order in Order],
        "states": list(State),
        "lacks": list(Lack),
        "sees_finalists": sees,
        "erased": Candidate.objects.filter(edition=edition).exclude(erased_at=None).count(),
    }
    return render(request, "nominations/desk_candidates.html", context)


def _in_order(request: HttpRequest, order: Order) -> str:
    """The address of the same list in another order."""
    query = request.GET.copy()
    query["ordning"] = order
    return f"?{query.urlencode()}"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_reader
@shows_people("nominee:{candidate}")
def candidate(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """One candidate: what is said of her, and the nominations behind it."""
    found = of_edition(edition, candidate)
    organises = may_organise(request.user, edition)
    if request.method == "POST" and not organises:
        raise Http404
    if request.method != "POST" or found.erased_at:
        return candidate_page(request, edition, found)
    form = CandidateForm(request.POST, request.FILES, instance=found)
    try:
        if form.is_valid() and _save(request, edition, candidate, form):
            return back(edition, found)
    except ChangedMeanwhile as conflict:
        return both_versions(request, edition, form, conflict)
    return candidate_page(request, edition, found, form=form)


@posted_from("desk_candidate", "candidate")
@organiser
def take_portrait_away(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """The picture is deleted."""
    found = of_edition(edition, candidate)
    remove_portrait(found, by=signed_in(request))
    messages.success(request, _("The portrait is deleted."))
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def merge(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Two candidates who are one person become one."""
    keep = of_edition(edition, candidate)
    form = MergeForm(request.POST, keep=keep)
    if not form.is_valid():
        return candidate_page(request, edition, keep, merge_form=form)
    try:
        merge_candidates(keep=keep, by=signed_in(request), **form.cleaned_data)
        messages.success(request, _("They are one candidate now."))
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
    return back(edition, keep)


def _save(request: HttpRequest, edition: Edition, key: int, form: CandidateForm) -> bool:
    """The form has changed its own copy of the candidate, so the stored one is changed."""
    try:
        waiting = edit_candidate(
            get_object_or_404(Candidate, edition=edition, pk=key),
            changes=form.changes(),
            by=signed_in(request),
            portrait=form.cleaned_data.get("portrait_file"),
            reason=form.cleaned_data.get("reason", ""),
            shown=marks_of(request),
        )
    except (RewordingRefused, ActRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    if waiting:
        messages.info(request, _("The vote is open, so the change waits for a second person."))
    else:
        messages.success(request, _("Saved."))
    return True
