"""Starting an award or a new year of one: for owners."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from award.desk.domain.first_year import propose_days
from award.desk.domain.founding import start_award, start_edition
from award.desk.domain.refusal import ProgrammeRefused
from award.desk.forms.awards import NewAwardForm
from award.desk.forms.beginning import FirstYearForm
from award.desk.forms.event import DEFAULT_ZONE
from award.desk.forms.new_edition import NewEditionForm
from award.people.permissions import may_own, organisations_owned
from award.people.views.access import ask_for_key, signed_in
from award.people.views.unsent import signed_in_first
from award.programme.domain.clock import database_now
from award.programme.domain.languages import words_of
from award.programme.models import Award, Edition
from award.rules.domain.document import RulesError


@signed_in_first
@never_cache
def new_award(request: HttpRequest) -> HttpResponse:
    """A new award, and from there its first edition."""
    owned = organisations_owned(signed_in(request))
    if not owned:
        raise Http404
    if without_key := ask_for_key(request):
        return without_key
    form = NewAwardForm(request.POST or None, request.FILES or None, organisations=owned)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            award = start_award(fields.pop("organisation"), fields=fields, by=signed_in(request))
        except ProgrammeRefused as refusal:
            form.add_error("slug", str(refusal))
        else:
            return redirect("desk_new_edition", award.slug)
    context = {"form": form, "heading": _("A new award")}
    status = 422 if form.errors else 200
    return render(request, "desk/form.html", context, status=status)


@signed_in_first
@never_cache
def new_edition(request: HttpRequest, award: str) -> HttpResponse:
    """A new year, with the times of the year before moved to it."""
    found = get_object_or_404(Award.objects.select_related("organisation"), slug=award)
    if not may_own(request.user, found.organisation):
        raise Http404
    if without_key := ask_for_key(request):
        return without_key
    before, now = found.editions.newest_real_first().first(), database_now()
    days = None
    if before is None and request.method == "GET":
        first = FirstYearForm(request.GET or None, now=now, zone=ZoneInfo(DEFAULT_ZONE))
        if not first.is_valid():
            return _ask_for_days(request, found, first)
        days = propose_days(first.shape_chosen(), first.cleaned_data["gala"], now=now)
    form = NewEditionForm(request.POST or None, before=before, now=now, days=days)
    if request.method == "POST" and form.is_valid():
        edition = _start(request, found, form)
        if edition is not None:
            messages.success(
                request, _("The edition is started. Only you see it, until you publish it.")
            )
            return redirect("desk_programme", found.slug, edition.year)
    context = {"form": form, "heading": _("A new year"), "lead": words_of(found, "name")}
    status = 422 if form.errors else 200
    return render(request, "desk/form.html", context, status=status)


def _ask_for_days(request: HttpRequest, award: Award, form: FirstYearForm) -> HttpResponse:
    context = {"form": form, "award": award}
    return render(request, "desk/first_year.html", context, status=422 if form.errors else 200)


def _start(request: HttpRequest, award: Award, form: NewEditionForm) -> Edition | None:
    try:
        return start_edition(
            award,
            year=form.cleaned_data["year"],
            windows=form.windows(),
            announce_at=form.cleaned_data["announce_at"],
            fields=form.fields_of_edition(),
            by=signed_in(request),
        )
    except ProgrammeRefused as refusal:
        form.add_error("year", str(refusal))
    except RulesError as error:
        form.show(error)
    return None
