"""The juror's page of one candidate, and how her other pages find her."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.programme.cleaning.parameters import typed_text
from award.programme.domain.calendar import calendar
from award.programme.models import Edition
from award.programme.views.access import any_edition
from award.rules.domain.books import rules_in_force
from award.rules.domain.document import JuryRules
from nominations.models import Entry
from voting.jury.domain.juror_desk import Row, desk_of
from voting.jury.domain.publication import sheets_in_words
from voting.jury.domain.sheet_fields import fields_of, write_shown
from voting.jury.forms import RecusalForm, ScoreForm
from voting.jury.models import Juror, Recusal, ScoreSheet
from voting.jury.models.sheet import LONGEST_COMMENT


def juror_of(request: HttpRequest, award: str, year: int) -> tuple[Edition, Juror]:
    """Whoever is signed in, as a juror who sits. Raises `Http404`."""
    edition = any_edition(award, year)
    juror = Juror.objects.filter(edition=edition, person=request.user.pk).sitting().first()
    if juror is None:
        raise Http404
    return edition, juror


def assigned_entry(juror: Juror, entry: int) -> Entry:
    """One that she was given to score, whether or not she still does. Raises `Http404`."""
    hers = Entry.objects.filter(round__edition=juror.edition, assignments__juror=juror)
    return get_object_or_404(hers.select_related("candidate"), pk=entry)


def score_form(juror: Juror, row: Row, typed: Mapping[str, Any] | None) -> ScoreForm:
    """Her sheet, as it is stored or as she has typed it. Raises `Http404` without a jury."""
    rules = rules_in_force(juror.edition).round(row.entry.round.slug)
    if not isinstance(rules, JuryRules):
        raise Http404
    shown = write_shown(fields_of(row.sheet, [c.slug for c in rules.criteria]))
    return ScoreForm(typed or None, rules=rules, initial=_stored(row.sheet), shown=shown)


def entry_page(
    request: HttpRequest,
    juror: Juror,
    row: Row,
    form: ScoreForm,
    *,
    recusal: RecusalForm | None = None,
) -> HttpResponse:
    """What is known of the candidate, her sheet, and the way to step back."""
    context = {
        "edition": juror.edition,
        "is_open": row.entry.round.contains(calendar(juror.edition).now),
        "juror": juror,
        "row": row,
        "form": form,
        "recusal": recusal or RecusalForm(),
        "published": sheets_in_words(juror.edition),
        "nominations": row.entry.candidate.nominations.order_by("created_at"),
    }
    wrong = request.method == "POST" and (form.errors or (recusal and recusal.errors))
    return render(request, "jury/entry.html", context, status=422 if wrong else 200)


def not_hers_any_more(request: HttpRequest, juror: Juror, entry: int) -> HttpResponse:
    """To her candidates, with the reason why this one is not among those she scores.

    Raises `Http404` for somebody who has not been told, and whom no juror has seen.
    """
    found = assigned_entry(juror, entry)
    if found.candidate.informed_at is None:
        raise Http404
    why = _why_not(juror, found)
    if is_automatic(request):
        return JsonResponse({"errors": {"__all__": [why]}}, status=422)
    if typed := typed_text(request.POST.get("comment", ""), most=LONGEST_COMMENT):
        context = {"edition": juror.edition, "why": why, "typed": typed}
        return render(request, "jury/not_saved.html", context, status=409)
    messages.info(request, why)
    return redirect("jury_edition", juror.edition.award.slug, juror.edition.year)


def is_automatic(request: HttpRequest) -> bool:
    """Whether it is the page that saves by itself, and no pressed button."""
    return request.headers.get("X-Requested-With") == "autosave"


def _why_not(juror: Juror, entry: Entry) -> str:
    if Recusal.objects.standing().filter(juror=juror, entry=entry).exists():
        text = _(
            "You have stepped back from %s, and give no points there. If that was a mistake, choose "
            "“Score after all” below."
        )
        return text % entry.candidate.name
    if any(barred.entry_id == entry.pk for barred in desk_of(juror).barred):
        text = _("You do not score %s: below stands why.")
        return text % entry.candidate.name
    return _("The candidate no longer takes part, so there is nothing to score.")


def _stored(sheet: ScoreSheet | None) -> dict[str, Any]:
    if sheet is None:
        return {}
    points = {f"points-{s.criterion}": s.points for s in sheet.scores.all()}
    return {**points, "comment": sheet.comment}
