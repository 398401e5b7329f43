"""Partners on the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from award.desk.domain.partners import add_partner, edit_partner, remove_partner
from award.desk.domain.removing import in_the_log, with_partner
from award.desk.forms.partners import PartnerForm
from award.desk.views.form_page import form_page
from award.people.views.access import organiser, signed_in
from award.programme.models import Edition, Partner
from award.programme.views.both_versions import marks_of
from award.programme.views.sure import Removal


@organiser
def new_partner(request: HttpRequest, edition: Edition) -> HttpResponse:
    initial = {"position": edition.partners.count()}
    form = PartnerForm(request.POST or None, request.FILES or None, initial=initial)
    return form_page(
        request,
        edition,
        form,
        heading=_("A new partner"),
        save=lambda: add_partner(edition, fields=form.cleaned_data, by=signed_in(request)),
    )


@organiser
def partner(request: HttpRequest, edition: Edition, partner: int) -> HttpResponse:
    """Change a partner, or remove it."""
    found = get_object_or_404(
        Partner.objects.select_related("edition"), edition=edition, pk=partner
    )
    kept = Partner.objects.get(pk=found.pk)
    form = PartnerForm(request.POST or None, request.FILES or None, instance=kept)
    return form_page(
        request,
        edition,
        form,
        heading=found.name,
        save=lambda: edit_partner(
            found, changes=form.cleaned_data, by=signed_in(request), shown=marks_of(request)
        ),
        removal=lambda: _removal(found),
        remove=lambda: remove_partner(found, by=signed_in(request)),
    )


def _removal(partner: Partner) -> Removal:
    return Removal(
        question=_("Remove %s?") % partner.name,
        button=_("Remove the partner"),
        goes=with_partner(partner),
        stays=[in_the_log()],
        carried={"remove": "1"},
    )
