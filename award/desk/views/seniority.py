"""The days before a new organiser counts, on the desk: for owners."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from award.desk.forms.seniority import SeniorityForm
from award.desk.views.form_page import form_page
from award.people.domain.acts import ActRefused
from award.people.domain.seniority import KIND, propose_seniority, set_seniority
from award.people.domain.two_persons import ways_to_propose
from award.people.models import Person
from award.people.views.access import owner, signed_in
from award.programme.models import Edition, Organisation


@owner
def seniority(request: HttpRequest, edition: Edition) -> HttpResponse:
    """More days are set, fewer are proposed."""
    kept, person = Organisation.objects.get(pk=edition.award.organisation_id), signed_in(request)
    form = SeniorityForm(request.POST or None, organisation=kept, alone=_is_alone(kept, person))
    return form_page(
        request,
        edition,
        form,
        heading=_("Days before a new organiser counts"),
        save=lambda: _save(request, kept, form),
    )


def _save(request: HttpRequest, organisation: Organisation, form: SeniorityForm) -> None:
    days, reason, by = form.cleaned_data["days"], form.cleaned_data["reason"], signed_in(request)
    if days >= organisation.seniority_days:
        if set_seniority(organisation, days=days, by=by, reason=reason):
            messages.info(request, _("Every owner is told of the other number of days."))
        return
    propose_seniority(organisation, days=days, by=by, reason=reason, witness=form.witness())
    messages.info(request, _("It waits for somebody else, under Proposals."))


def _is_alone(organisation: Organisation, person: Person) -> bool:
    """Whether nobody could second it, so that a witness may be named."""
    try:
        ways = ways_to_propose(KIND, edition=None, organisation=organisation, person=person)
    except ActRefused:
        return False
    return ways.alone
