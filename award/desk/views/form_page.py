"""One form on a page of the programme."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from award.desk.domain.refusal import ProgrammeRefused
from award.people.domain.acts import ActRefused
from award.programme.domain.meanwhile import ChangedMeanwhile
from award.programme.models import Edition
from award.programme.views.both_versions import both_versions
from award.programme.views.sure import Removal, ask_first, is_sure
from award.rules.domain.refusal import RuleChangeRefused

PAGE = "desk_programme"


def form_page(
    request: HttpRequest,
    edition: Edition,
    form: forms.BaseForm,
    *,
    heading: str,
    save: Callable[[], object],
    removal: Callable[[], Removal] | None = None,
    remove: Callable[[], object] | None = None,
) -> HttpResponse:
    """One form: saved when it holds, shown again with what was typed when it does not.

    Where what it is about can be taken away, `removal` is what is asked first and `remove` does it. What somebody
    else has saved since the page was opened is shown beside it, to choose between.
    """
    if remove and removal and request.method == "POST" and "remove" in request.POST:
        if not is_sure(request):
            return ask_first(request, edition, removal(), back=request.path)
        return _removed(request, edition, remove)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as conflict:
            return both_versions(request, edition, form, conflict)
        except (ProgrammeRefused, RuleChangeRefused, ActRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return back_to_programme(edition)
    removes = removal().button if removal else ""
    context = {"edition": edition, "form": form, "heading": heading, "removes": removes}
    status = 422 if form.errors else 200
    return render(request, "desk/form.html", context, status=status)


def _removed(request: HttpRequest, edition: Edition, remove: Callable[[], object]) -> HttpResponse:
    try:
        remove()
        messages.success(request, _("Removed."))
    except (ProgrammeRefused, RuleChangeRefused, ActRefused) as refusal:
        messages.error(request, str(refusal))
    return back_to_programme(edition)


def back_to_programme(edition: Edition) -> HttpResponse:
    return redirect(PAGE, edition.award.slug, edition.year)
