"""Deleting an edition of which nothing has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from award.desk.domain.deleting import delete_edition, is_draft, why_it_stays
from award.desk.domain.refusal import ProgrammeRefused
from award.desk.domain.removing import with_edition
from award.desk.forms.deleting import DeletionForm
from award.people.views.access import organiser, signed_in
from award.programme.models import Edition


@organiser
def delete(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Says what goes and what stays, and asks once more."""
    draft = is_draft(edition)
    form = DeletionForm(request.POST or None, draft=draft)
    if request.method == "POST" and form.is_valid():
        try:
            delete_edition(
                edition, by=signed_in(request), reason=form.cleaned_data.get("reason", "")
            )
        except ProgrammeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is deleted."))
            return redirect("desk")
    stays = why_it_stays(edition)
    context = {
        "edition": edition,
        "form": form,
        "draft": draft,
        "stays": stays,
        "goes": () if stays else with_edition(edition),
    }
    return render(request, "desk/delete.html", context, status=422 if form.errors else 200)
