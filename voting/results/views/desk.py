"""The result on the desk: the sealed figures before they are public, what is wrong, the words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.people.views.confirmed import recently_confirmed
from award.people.views.looking import shows_people
from award.programme.cleaning.parameters import MOST_SLUG, typed_line
from award.programme.domain.calendar import calendar
from award.programme.domain.meanwhile import ChangedMeanwhile
from award.programme.models import Category, Edition
from award.programme.views.both_versions import both_versions, marks_of
from award.programme.views.posting import posted_from
from voting.results.domain.announcing import public_result, sealed_result
from voting.results.domain.extra_planning import coming_extra_votes
from voting.results.domain.failing import failure_of
from voting.results.domain.motivating import TooLate, may_write, words_for, write_motivation
from voting.results.domain.proposals import questions_told, waiting_about
from voting.results.domain.storing import auditors_file_of
from voting.results.domain.winners import about, winners_of
from voting.results.forms.motivation import MotivationForm
from voting.results.models import Announcement, EditionResult, Recount
from voting.results.views.result import counted


@desk_reader
@shows_people("list:results:{edition}")
def desk_results(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The sealed figures before they are public, and the motivation."""
    organises = may_organise(request.user, edition)
    found = sealed_result(edition) if organises else public_result(edition)
    posted = typed_line(request.POST.get("category", ""), most=MOST_SLUG)
    if request.method == "POST":
        if not organises:
            raise Http404
        form = MotivationForm(request.POST)
        try:
            if form.is_valid() and _write(request, edition, posted, form):
                return redirect("desk_results", edition.award.slug, edition.year)
        except ChangedMeanwhile as conflict:
            return both_versions(request, edition, form, conflict)
    context = {
        "edition": edition,
        "calendar": calendar(edition),
        "failure": failure_of(edition) if organises else None,
        "recount": Recount.objects.filter(result=found).first() if found else None,
        "extra_votes": coming_extra_votes(edition),
        "questions": questions_told(found) if found and organises else [],
        "waiting": waiting_about(found) if found and organises else [],
        "versions": EditionResult.objects.of(edition) if organises else [],
        "forms": _forms(request, edition, found, posted),
        "may_organise": organises,
        "is_public": found is not None and Announcement.objects.filter(result=found).exists(),
        **counted(found),
    }
    return render(request, "results/desk.html", context)


@posted_from("desk_results")
@organiser
@recently_confirmed
def auditors_file(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """What lies sealed for the auditor whom the rule book names; who took it stands in the log."""
    found = get_object_or_404(EditionResult.objects.of(edition), version=number)
    stored = auditors_file_of(found)
    if stored is None:
        raise Http404
    record(
        "result.auditors_file_taken",
        actor=signed_in(request),
        object=found,
        edition=edition,
        after={"version": found.version, "sha256": found.content["for_auditor"]},
    )
    response = HttpResponse(stored, content_type="application/zip")
    name = f"{edition.award.slug}-{edition.year}-{found.version}-revisor.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _write(request: HttpRequest, edition: Edition, slug: str, form: MotivationForm) -> bool:
    category = get_object_or_404(Category, edition=edition, slug=slug)
    try:
        write_motivation(
            category, by=signed_in(request), shown=marks_of(request), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
    except TooLate:
        messages.error(request, _("The result is public: the motivation can no longer be changed."))
    return True


def _forms(
    request: HttpRequest, edition: Edition, found: EditionResult | None, posted: str
) -> list[tuple[Category, MotivationForm]]:
    """One a category whose winners have no words yet, or whose words can still be changed."""
    forms = []
    for category in edition.categories.all():
        if not may_write(found, category):
            continue
        whom = about(winners_of(found, category.slug)) if found else ""
        text = words_for(category, whom)
        initial = {"text_sv": text.text_sv, "text_en": text.text_en} if text else {}
        data = request.POST if posted == category.slug else None
        forms.append((category, MotivationForm(data, initial=initial, prefix=None)))
    return forms
