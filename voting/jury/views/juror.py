"""The juror's own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.programme.domain.calendar import calendar
from award.programme.domain.guard import RoundNotOpen
from award.programme.models import Edition
from award.programme.views.access import any_edition
from award.rules.domain.books import rules_in_force
from nominations.models import Entry
from voting.jury.domain import scoring
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.juror_desk import desk_of
from voting.jury.domain.publication import sheets_in_words
from voting.jury.domain.recusing import recuse, withdraw_recusal
from voting.jury.domain.scoring import ScoringRefused
from voting.jury.forms import RecusalForm, ScoreForm
from voting.jury.models import Juror, Recusal, ScoreSheet
from voting.jury.views.unsaved import forget_typed, sign_in_first, take_typed


@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The juries that the person sits in; straight to the one when there is only one."""
    juries = Juror.objects.filter(person=request.user.pk).sitting().select_related("edition__award")
    if len(juries) == 1:
        edition = juries[0].edition
        return redirect("jury_edition", edition.award.slug, edition.year)
    return render(request, "jury/home.html", {"juries": juries})


@login_required
@never_cache
def edition(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """Everything she is to score, what is done and what is left."""
    found, juror = _juror(request, award, year)
    assign_everything(found)
    context = {
        "edition": found,
        "calendar": calendar(found),
        "desk": desk_of(juror),
        "published": sheets_in_words(found),
    }
    return render(request, "jury/edition.html", context)


@never_cache
def entry(request: HttpRequest, award: str, year: int, entry: int) -> HttpResponse:
    """One candidate and her sheet; what was posted after the sign-in had ended is there again."""
    if not request.user.is_authenticated:
        return sign_in_first(request, entry)
    edition, juror = _juror(request, award, year)
    desk = desk_of(juror)
    row = next((r for r in desk.rows if r.entry.pk == entry), None)
    if row is None:
        raise Http404
    rules = rules_in_force(edition).jury
    if rules is None:
        raise Http404
    typed = take_typed(request, juror=juror, sheet=row.sheet)
    form = ScoreForm(request.POST or typed, rules=rules, initial=_initial(row.sheet))
    if typed:
        messages.warning(request, _("You had been signed out, so this is not saved yet. Save it."))
    if request.method == "POST":
        answer = _save(request, juror, row.entry, form)
        if answer:
            return answer
    context = {
        "edition": edition,
        "calendar": calendar(edition),
        "juror": juror,
        "desk": desk,
        "row": row,
        "form": form,
        "recusal": RecusalForm(),
        "published": sheets_in_words(edition),
        "nominations": row.entry.candidate.nominations.order_by("created_at"),
    }
    wrong = request.method == "POST" and form.errors
    return render(request, "jury/entry.html", context, status=422 if wrong else 200)


@login_required
@never_cache
def step_back(request: HttpRequest, award: str, year: int, entry: int) -> HttpResponse:
    """Recuse herself, or take that back."""
    edition, juror = _juror(request, award, year)
    found = get_object_or_404(Entry, pk=entry, round__edition=edition, assignments__juror=juror)
    earlier = Recusal.objects.filter(juror=juror, entry=found, withdrawn_at=None).first()
    form = RecusalForm(request.POST or None)
    try:
        if request.method == "POST" and earlier:
            withdraw_recusal(earlier)
            messages.success(request, _("You score this candidate again."))
        elif request.method == "POST" and form.is_valid():
            recuse(juror=juror, entry=found, reason=form.cleaned_data["recusal_reason"])
            messages.success(request, _("You have stepped back from this candidate."))
        elif request.method == "POST":
            messages.error(request, _("Say briefly why you step back."))
    except RoundNotOpen:
        messages.error(request, _("The jury's round is not open."))
    return redirect("jury_edition", edition.award.slug, edition.year)


def _juror(request: HttpRequest, award: str, year: int) -> tuple[Edition, Juror]:
    edition = any_edition(award, year)
    juror = Juror.objects.filter(edition=edition, person=request.user.pk).sitting().first()
    if juror is None:
        raise Http404
    return edition, juror


def _initial(sheet: ScoreSheet | None) -> dict[str, Any]:
    if sheet is None:
        return {}
    points = {f"points-{s.criterion}": s.points for s in sheet.scores.all()}
    return {**points, "comment": sheet.comment}


def _save(request: HttpRequest, juror: Juror, entry: Entry, form: ScoreForm) -> HttpResponse | None:
    """Save, or complete; on a mistake the form goes on with what she typed."""
    automatic = request.headers.get("X-Requested-With") == "autosave"
    if form.is_valid():
        try:
            return _saved(request, juror, entry, form, automatic)
        except ScoringRefused as refusal:
            form.add_error(None, str(refusal))
        except RoundNotOpen:
            form.add_error(None, _("The jury's round has closed, so this was not saved."))
    if automatic:
        return JsonResponse({"errors": form.errors}, status=422)
    return None


def _saved(
    request: HttpRequest, juror: Juror, entry: Entry, form: ScoreForm, automatic: bool
) -> HttpResponse:
    act = scoring.complete if "complete" in request.POST and not automatic else scoring.save
    comment = form.cleaned_data["comment"]
    sheet = act(juror=juror, entry=entry, scores=form.scores(), comment=comment)
    forget_typed(request)
    if automatic:
        return JsonResponse({"saved_at": sheet.saved_at.isoformat()})
    messages.success(request, _("Saved."))
    edition = entry.round.edition
    where = [edition.award.slug, edition.year]
    following = desk_of(juror).next_after(entry.pk)
    if "save" in request.POST or following is None:
        return redirect("jury_edition", *where)
    return redirect("jury_entry", *where, following)
