"""Categories on the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from award.desk.domain.categories import (
    add_category,
    edit_category,
    remove_category,
    reword_category,
)
from award.desk.domain.removing import left_without, why_category_stays, with_category
from award.desk.forms.categories import CategoryForm, WordingForm
from award.desk.views.form_page import form_page
from award.people.domain.two_persons import ActRefused, ways_to_propose
from award.people.views.access import organiser, signed_in
from award.programme.domain.languages import words_of
from award.programme.models import Category, Edition
from award.programme.views.both_versions import marks_of
from award.programme.views.sure import Removal
from award.rules.domain.describing import DESCRIPTION
from award.rules.domain.freezing import is_frozen


@organiser
def new_category(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = CategoryForm(request.POST or None, initial={"position": edition.categories.count()})
    return form_page(
        request,
        edition,
        form,
        heading=_("A new category"),
        save=lambda: add_category(edition, fields=form.cleaned_data, by=signed_in(request)),
    )


@organiser
def category(request: HttpRequest, edition: Edition, category: int) -> HttpResponse:
    """Change a category, or remove it."""
    found = get_object_or_404(
        Category.objects.select_related("edition"), edition=edition, pk=category
    )
    if is_frozen(edition):
        return _reword(request, edition, found)
    form = CategoryForm(request.POST or None, instance=Category.objects.get(pk=found.pk))
    return form_page(
        request,
        edition,
        form,
        heading=words_of(found, "name"),
        save=lambda: edit_category(
            found, changes=form.cleaned_data, by=signed_in(request), shown=marks_of(request)
        ),
        removal=lambda: _removal(found),
        remove=lambda: remove_category(found, by=signed_in(request)),
    )


def _removal(category: Category) -> Removal:
    return Removal(
        question=_("Remove the category “%s”?") % words_of(category, "name"),
        button=_("Remove the category"),
        goes=with_category(category),
        stays=left_without(category),
        refused=why_category_stays(category),
        carried={"remove": "1"},
    )


def _reword(request: HttpRequest, edition: Edition, found: Category) -> HttpResponse:
    kept = Category.objects.get(pk=found.pk)
    form = WordingForm(request.POST or None, instance=kept, alone=_is_alone(request, edition))
    return form_page(
        request,
        edition,
        form,
        heading=words_of(found, "name"),
        save=lambda: reword_category(
            found,
            changes=form.cleaned_data,
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            witness=form.witness(),
            shown=marks_of(request),
        ),
    )


def _is_alone(request: HttpRequest, edition: Edition) -> bool:
    """Whether nobody could second what she proposes, so that a witness may be named."""
    try:
        return ways_to_propose(DESCRIPTION, edition=edition, person=signed_in(request)).alone
    except ActRefused:
        return False
