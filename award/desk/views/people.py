"""Who has which role; owners give and take them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from award.people.domain.granting import RoleRefused, grant, revoke
from award.people.domain.roll import roles_gone, roll
from award.people.forms.roles import RoleForm
from award.people.models import Role
from award.people.permissions import may_organise, may_own
from award.people.views.access import desk_reader, signed_in
from award.people.views.looking import shows_people
from award.programme.cleaning.parameters import typed_key
from award.programme.models import Edition


@desk_reader
@shows_people("list:accounts:{edition}")
def people(request: HttpRequest, edition: Edition) -> HttpResponse:
    owns = may_own(request.user, edition.award.organisation)
    form = RoleForm(request.POST if "email" in request.POST else None)
    if request.method == "POST":
        if not owns:
            raise Http404
        if "revoke" in request.POST:
            _revoke(request, edition)
            return redirect("desk_people", edition.award.slug, edition.year)
        if form.is_valid():
            _grant(request, edition, form)
            return redirect("desk_people", edition.award.slug, edition.year)
    context = {
        "edition": edition,
        "roles": roll(edition),
        "gone": roles_gone(edition)[:50],
        "days": edition.award.organisation.seniority_days,
        "form": form,
        "may_own": owns,
        "may_organise": may_organise(request.user, edition),
    }
    return render(request, "desk/people.html", context, status=422 if form.errors else 200)


def _grant(request: HttpRequest, edition: Edition, form: RoleForm) -> None:
    people = form.people()
    with transaction.atomic():
        for each in people:
            grant(
                organisation=edition.award.organisation,
                edition=None if form.everywhere() else edition,
                email=each.address,
                kind=form.kind(),
                by=signed_in(request),
                name=each.name,
            )
    addresses = ", ".join(each.address for each in people)
    messages.success(request, _("A mail is on its way to %s.") % addresses)


def _revoke(request: HttpRequest, edition: Edition) -> None:
    role = get_object_or_404(
        Role.objects.in_reach_of(edition).exclude(kind=Role.Kind.JUROR),
        pk=typed_key(request.POST["revoke"]),
    )
    try:
        revoke(role, by=signed_in(request))
        messages.success(request, _("The role is taken away."))
    except RoleRefused as refusal:
        messages.error(request, str(refusal))
