"""The programme on the desk: the award's words, the event, categories, partners, publication."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from award.domain.calendar import calendar
from award.domain.categories import add_category, edit_category, remove_category
from award.domain.programme import (
    ProgrammeRefused,
    add_partner,
    edit_award,
    edit_edition,
    edit_organisation,
    edit_partner,
    publish,
    remove_partner,
    withdraw,
)
from award.domain.rulebook import RuleChangeRefused, is_frozen
from award.forms.awards import AwardForm, OrganisationForm
from award.forms.editions import CategoryForm, EditionForm, PartnerForm
from award.models import Award, Category, Edition, Organisation, Partner
from award.permissions import may_organise, may_own
from award.views.access import desk_reader, organiser, owner, person

PAGE = "desk_programme"


@desk_reader
def programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything that the public pages say about the edition, and where to change it."""
    context = {
        "edition": edition,
        "calendar": calendar(edition),
        "frozen": is_frozen(edition, calendar(edition).now),
        "may_organise": may_organise(request.user, edition),
        "may_own": may_own(request.user, edition.award.organisation),
    }
    return render(request, "award/desk/programme.html", context)


@organiser
def award(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The award's words, colours and logo."""
    kept = Award.objects.get(pk=edition.award_id)
    form = AwardForm(request.POST or None, request.FILES or None, instance=kept)
    return _form_page(
        request,
        edition,
        form,
        heading=_("The award's words, colours and logo"),
        save=lambda: edit_award(edition.award, changes=form.cleaned_data, by=person(request)),
    )


@owner
def organisation(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who gives the award, and where people reach them."""
    kept = edition.award.organisation
    form = OrganisationForm(request.POST or None, instance=Organisation.objects.get(pk=kept.pk))
    return _form_page(
        request,
        edition,
        form,
        heading=_("The organisation"),
        save=lambda: edit_organisation(kept, changes=form.cleaned_data, by=person(request)),
    )


@organiser
def event(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The event, the place and the time zone."""
    kept = Edition.objects.get(pk=edition.pk)
    form = EditionForm(request.POST or None, instance=kept)
    return _form_page(
        request,
        edition,
        form,
        heading=_("The event"),
        save=lambda: edit_edition(edition, changes=form.cleaned_data, by=person(request)),
    )


@organiser
def new_category(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = CategoryForm(request.POST or None, initial={"position": edition.categories.count()})
    return _form_page(
        request,
        edition,
        form,
        heading=_("A new category"),
        save=lambda: add_category(edition, fields=form.cleaned_data, by=person(request)),
    )


@organiser
def category(request: HttpRequest, edition: Edition, category: int) -> HttpResponse:
    """Change a category, or remove it."""
    found = get_object_or_404(
        Category.objects.select_related("edition"), edition=edition, pk=category
    )
    if "remove" in request.POST:
        return _remove(request, edition, lambda: remove_category(found, by=person(request)))
    form = CategoryForm(request.POST or None, instance=Category.objects.get(pk=found.pk))
    return _form_page(
        request,
        edition,
        form,
        heading=found.name_sv,
        save=lambda: edit_category(found, changes=form.cleaned_data, by=person(request)),
        removes=_("Remove the category"),
    )


@organiser
def new_partner(request: HttpRequest, edition: Edition) -> HttpResponse:
    initial = {"position": edition.partners.count()}
    form = PartnerForm(request.POST or None, request.FILES or None, initial=initial)
    return _form_page(
        request,
        edition,
        form,
        heading=_("A new partner"),
        save=lambda: add_partner(edition, fields=form.cleaned_data, by=person(request)),
    )


@organiser
def partner(request: HttpRequest, edition: Edition, partner: int) -> HttpResponse:
    """Change a partner, or remove it."""
    found = get_object_or_404(
        Partner.objects.select_related("edition"), edition=edition, pk=partner
    )
    if "remove" in request.POST:
        return _remove(request, edition, lambda: remove_partner(found, by=person(request)))
    kept = Partner.objects.get(pk=found.pk)
    form = PartnerForm(request.POST or None, request.FILES or None, instance=kept)
    return _form_page(
        request,
        edition,
        form,
        heading=found.name,
        save=lambda: edit_partner(found, changes=form.cleaned_data, by=person(request)),
        removes=_("Remove the partner"),
    )


@require_POST
@organiser
def show(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Make the edition public, or hide it again before it has begun."""
    try:
        if "withdraw" in request.POST:
            withdraw(edition, by=person(request))
            messages.success(request, _("The edition is hidden."))
        else:
            publish(edition, by=person(request))
            messages.success(request, _("The edition is public."))
    except ProgrammeRefused as refusal:
        messages.error(request, str(refusal))
    return _back(edition)


def _form_page(
    request: HttpRequest,
    edition: Edition,
    form: forms.BaseForm,
    *,
    heading: str,
    save: Callable[[], object],
    removes: str = "",
) -> HttpResponse:
    """One form: saved when it holds, shown again with what was typed when it does not."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except (ProgrammeRefused, RuleChangeRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return _back(edition)
    context = {"edition": edition, "form": form, "heading": heading, "removes": removes}
    status = 422 if form.errors else 200
    return render(request, "award/desk/form.html", context, status=status)


def _remove(request: HttpRequest, edition: Edition, remove: Callable[[], object]) -> HttpResponse:
    if request.method != "POST":
        raise Http404
    try:
        remove()
        messages.success(request, _("Removed."))
    except (ProgrammeRefused, RuleChangeRefused) as refusal:
        messages.error(request, str(refusal))
    return _back(edition)


def _back(edition: Edition) -> HttpResponse:
    return redirect(PAGE, edition.award.slug, edition.year)
