"""The juror's own pages."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.programme.domain.calendar import calendar
from award.programme.domain.guard import RoundNotOpen
from award.programme.domain.meanwhile import ChangedMeanwhile
from nominations.models import Entry
from voting.jury.domain import scoring
from voting.jury.domain.assigning import assign_everything
from voting.jury.domain.comments import are_readable
from voting.jury.domain.juror_desk import desk_of, row_of
from voting.jury.domain.progress import open_juries
from voting.jury.domain.publication import sheets_in_words
from voting.jury.domain.scoring import ScoringRefused
from voting.jury.domain.sheet_fields import fields_of, read_shown
from voting.jury.forms import RecusalForm, ScoreForm
from voting.jury.models import Juror, ScoreSheet
from voting.jury.views.entry_page import (
    entry_page,
    is_automatic,
    juror_of,
    not_hers_any_more,
    score_form,
)
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
    found, juror = juror_of(request, award, year)
    assign_everything(found)
    context = {
        "edition": found,
        "rounds": open_juries(calendar(found)),
        "comments": are_readable(found),
        "juror": juror,
        "desk": desk_of(juror),
        "published": sheets_in_words(found),
    }
    return render(request, "jury/edition.html", context)


@never_cache
def entry(request: HttpRequest, award: str, year: int, entry: int) -> HttpResponse:
    """One candidate and her sheet; what was posted after the sign-in had ended is there again."""
    if not request.user.is_authenticated:
        return sign_in_first(request, entry, page=request.path)
    _edition, juror = juror_of(request, award, year)
    row = row_of(juror, entry)
    if row is None:
        return not_hers_any_more(request, juror, entry)
    typed = take_typed(request, juror=juror, sheet=row.sheet)
    form = score_form(juror, row, request.POST or typed)
    if request.method == "POST":
        return _save(request, juror, row.entry, form) or entry_page(request, juror, row, form)
    if not typed:
        return entry_page(request, juror, row, form)
    messages.warning(request, _("You had been signed out, so this is not saved yet. Save it."))
    reason = RecusalForm(initial={"recusal_reason": typed.get("recusal_reason", "")})
    return entry_page(request, juror, row, form, recusal=reason)


def _save(request: HttpRequest, juror: Juror, entry: Entry, form: ScoreForm) -> HttpResponse | None:
    """Save, or complete; on a mistake the form goes on with what she typed."""
    automatic = is_automatic(request)
    if form.is_valid():
        try:
            return _saved(request, juror, entry, form, automatic)
        except ScoringRefused as refusal:
            form.add_error(None, str(refusal))
        except RoundNotOpen:
            form.add_error(None, _("The jury's round has closed, so this was not saved."))
        except ChangedMeanwhile as conflict:
            return _differs(juror, entry, form, conflict, automatic)
    if automatic:
        return JsonResponse({"errors": form.errors}, status=422)
    return None


def _saved(
    request: HttpRequest, juror: Juror, entry: Entry, form: ScoreForm, automatic: bool
) -> HttpResponse:
    act = scoring.complete if "complete" in request.POST and not automatic else scoring.save
    sheet = act(
        juror=juror,
        entry=entry,
        scores=form.scores(),
        comment=form.comment(),
        shown=read_shown(form.shown),
    )
    forget_typed(request)
    if automatic:
        now = fields_of(sheet, form.scores())
        sent = {name: field.shown for name, field in now.items() if name in request.POST}
        return JsonResponse({"saved_at": sheet.saved_at.isoformat(), "shown": sent})
    messages.success(request, _("Saved."))
    edition = entry.round.edition
    where = [edition.award.slug, edition.year]
    following = desk_of(juror).next_after(entry.pk)
    if "save" in request.POST or following is None:
        return redirect("jury_edition", *where)
    return redirect("jury_entry", *where, following)


def _differs(
    juror: Juror, entry: Entry, form: ScoreForm, conflict: ChangedMeanwhile, automatic: bool
) -> HttpResponse | None:
    """Both versions: for the page's script, or beside the fields."""
    sheet = ScoreSheet.objects.prefetch_related("scores").get(juror=juror, entry=entry)
    stored = fields_of(sheet, form.scores())
    if not automatic:
        form.show_theirs(stored, conflict.theirs)
        return None
    theirs = {n: {"value": stored[n].value, "shown": stored[n].shown} for n in conflict.theirs}
    return JsonResponse({"theirs": theirs}, status=409)
