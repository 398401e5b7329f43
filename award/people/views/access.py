"""Letting those who may on to an edition's pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from award.limits.asker import is_of_ours
from award.people.domain.keys import lacks_key
from award.people.models import Person
from award.people.permissions import (
    may_organise,
    may_own,
    may_read_desk,
    may_read_organisation,
)
from award.people.views.unsent import (
    forget_sent,
    has_words,
    put_by,
    shown_again,
    sign_in_first,
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
            return sign_in_first(request)
        found = get_object_or_404(Organisation, slug=organisation)
        if not may_read_organisation(request.user, found):
            raise Http404
        if without_key := ask_for_key(request):
            return without_key
        forget_sent(request)
        response = view(request, found, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def ask_for_key(request: HttpRequest) -> HttpResponse | None:
    """Whoever decides here gets no further without a key of her own, where the platform asks for one."""
    if is_of_ours(request) or not lacks_key(signed_in(request)):
        return None
    if has_words(request) and not put_by(request, why="key"):
        return shown_again(request, why="key")
    messages.warning(
        request,
        _(
            "Owners and organisers need a passkey, or an app that shows codes, before they go on to the desk. "
            "Add one here: it takes a minute."
        ),
    )
    return redirect("mfa_index")


def signed_in(request: HttpRequest) -> Person:
    """Who is signed in; only for views that let nobody else through."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def _for(right: Callable[[Any, Edition], bool], view: View) -> View:
    def guarded(request: HttpRequest, award: str, year: int, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        edition = any_edition(award, year)
        if not right(request.user, edition):
            raise Http404
        if without_key := ask_for_key(request):
            return without_key
        request.on_desk = True  # type: ignore[attr-defined]
        forget_sent(request)
        response = view(request, edition, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    guarded.__name__ = view.__name__
    guarded.__doc__ = view.__doc__
    return guarded
