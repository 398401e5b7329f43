"""The programme on the desk: the award's words, the event, publication."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from award.desk.domain.deleting import why_it_stays
from award.desk.domain.editing import edit_award, edit_edition, edit_organisation
from award.desk.domain.publishing import publish, withdraw
from award.desk.domain.refusal import ProgrammeRefused
from award.desk.forms.awards import AwardForm, OrganisationForm
from award.desk.forms.event import EditionForm
from award.desk.views.form_page import back_to_programme, form_page
from award.people.permissions import may_organise, may_own
from award.people.views.access import desk_reader, organiser, owner, signed_in
from award.programme.domain.calendar import calendar
from award.programme.models import Award, Edition, Organisation
from award.programme.views.both_versions import marks_of
from award.programme.views.posting import posted_from
from award.rules.domain.freezing import is_frozen


@desk_reader
def programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that the public pages say about the edition, and where to change it."""
    context = {
        "edition": edition,
        "calendar": calendar(edition),
        "frozen": is_frozen(edition),
        "may_delete": not why_it_stays(edition),
        "may_organise": may_organise(request.user, edition),
        "may_own": may_own(request.user, edition.award.organisation),
    }
    return render(request, "desk/programme.html", context)


@organiser
def award(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The award's words, colours and logo."""
    kept = Award.objects.get(pk=edition.award_id)
    form = AwardForm(request.POST or None, request.FILES or None, instance=kept)
    return form_page(
        request,
        edition,
        form,
        heading=_("The award's words, colours and logo"),
        save=lambda: edit_award(
            edition.award,
            changes=form.cleaned_data,
            by=signed_in(request),
            shown=marks_of(request),
        ),
    )


@owner
def organisation(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who gives the award, and where people reach them."""
    kept = edition.award.organisation
    form = OrganisationForm(request.POST or None, instance=Organisation.objects.get(pk=kept.pk))
    return form_page(
        request,
        edition,
        form,
        heading=_("The organisation"),
        save=lambda: edit_organisation(
            kept, changes=form.cleaned_data, by=signed_in(request), shown=marks_of(request)
        ),
    )


@organiser
def event(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The event, the place and the time zone."""
    kept = Edition.objects.get(pk=edition.pk)
    form = EditionForm(request.POST or None, instance=kept)
    return form_page(
        request,
        edition,
        form,
        heading=_("The event"),
        save=lambda: edit_edition(
            edition, changes=form.cleaned_data, by=signed_in(request), shown=marks_of(request)
        ),
    )


@posted_from("desk_programme")
@organiser
def show(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Make the edition public, or hide it again before it has begun."""
    try:
        if "withdraw" in request.POST:
            withdraw(edition, by=signed_in(request))
            messages.success(request, _("The edition is hidden."))
        else:
            publish(edition, by=signed_in(request))
            messages.success(request, _("The edition is public."))
    except ProgrammeRefused as refusal:
        messages.error(request, str(refusal))
    return back_to_programme(edition)
