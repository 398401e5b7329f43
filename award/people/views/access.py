"""Letting those who may on to an edition's pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from award.people.models import Person
from award.people.permissions import (
    may_organise,
    may_own,
    may_read_desk,
    may_read_organisation,
)
from award.programme.models import Edition, Organisation
from award.programme.views.access import any_edition

View = Callable[..., HttpResponse]


def desk_reader(view: View) -> View:
    """The view gets the edition, if the person may see its desk; others find nothing there."""
    return _for(may_read_desk, view)


def organiser(view: View) -> View:
    """The view gets the edition, if the person may decide in it."""
    return _for(may_organise, view)


def owner(view: View) -> View:
    """The view gets the edition, if the person owns its organisation."""
    return _for(lambda who, edition: may_own(who, edition.award.organisation), view)


def organisation_reader(view: View) -> View:
    """The view gets the organisation, if the person may see what concerns the whole of it."""

    @wraps(view)
    def guarded(request: HttpRequest, organisation: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = get_object_or_404(Organisation, slug=organisation)
        if not may_read_organisation(request.user, found):
            raise Http404
        response = view(request, found, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def signed_in(request: HttpRequest) -> Person:
    """Who is signed in; only for views that let nobody else through."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def _for(right: Callable[[Any, Edition], bool], view: View) -> View:
    def guarded(request: HttpRequest, award: str, year: int, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        edition = any_edition(award, year)
        if not right(request.user, edition):
            raise Http404
        request.on_desk = True  # type: ignore[attr-defined]
        response = view(request, edition, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    guarded.__name__ = view.__name__
    guarded.__doc__ = view.__doc__
    return guarded
