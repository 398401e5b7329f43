"""The organisers' pages about who cannot be chosen, who is protected, and who is erased."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from award.people.domain.two_persons import ActRefused
from award.people.views.access import organiser, signed_in
from award.programme.models import Edition
from award.programme.views.posting import posted_from
from nominations.domain.alike import TooAlike
from nominations.domain.erasing import CannotErase
from nominations.domain.forgetting import forget
from nominations.domain.going_public import AsIsRefused, show_as_is, wait_for_more
from nominations.domain.ineligibility import propose_ineligible
from nominations.domain.letting_in import propose_letting_in
from nominations.domain.protecting import CannotProtect, protect
from nominations.views.candidate_page import (
    back,
    candidate_page,
    erase_form,
    let_in_form,
    of_edition,
    protect_form,
    ruling_form,
)


@posted_from("desk_candidate", "candidate")
@organiser
def rule_out(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Propose that she cannot be chosen, by a rule."""
    found, person = of_edition(edition, candidate), signed_in(request)
    form = ruling_form(edition, person, request.POST)
    if form is None:
        raise Http404
    if not form.is_valid():
        return candidate_page(request, edition, found, ruling_form=form)
    try:
        proposal = propose_ineligible(
            found,
            rule=form.cleaned_data["rule"],
            reason=form.cleaned_data["reason"],
            by=person,
            witness=form.witness(),
        )
    except ActRefused as refusal:
        form.add_error(None, str(refusal))
        return candidate_page(request, edition, found, ruling_form=form)
    done = not proposal.is_waiting
    messages.success(
        request,
        _("It is decided, and the candidate is told.")
        if done
        else _("It waits for another person."),
    )
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def let_in(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Propose that the ruling is taken back."""
    found, person = of_edition(edition, candidate), signed_in(request)
    form = let_in_form(found, person, request.POST)
    if not form.is_valid():
        return candidate_page(request, edition, found, let_in_form=form)
    try:
        propose_letting_in(
            found, by=person, reason=form.cleaned_data["reason"], witness=form.witness()
        )
    except ActRefused as refusal:
        form.add_error(None, str(refusal))
        return candidate_page(request, edition, found, let_in_form=form)
    messages.success(request, _("It waits for another person."))
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def protect_identity(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """From now on two people know who she is: whoever does this, and one more."""
    found, person = of_edition(edition, candidate), signed_in(request)
    form = protect_form(edition, person, request.POST)
    if not form.is_valid():
        return candidate_page(request, edition, found, protect_form=form)
    try:
        protect(
            found,
            public_name=form.cleaned_data["public_name"],
            by=person,
            keepers=(person, form.cleaned_data["second_keeper"]),
        )
    except (CannotProtect, TooAlike) as refusal:
        form.add_error(None, str(refusal))
        return candidate_page(request, edition, found, protect_form=form)
    messages.success(request, _("You two know who it is, and nobody else."))
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def erase(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Erase what is left of somebody who has said no."""
    found = of_edition(edition, candidate)
    person = signed_in(request)
    form = erase_form(found, person, request.POST)
    if not form.is_valid():
        return candidate_page(request, edition, found, erase_form=form)
    try:
        waiting = forget(
            found, by=person, reason=form.cleaned_data["reason"], witness=form.witness()
        )
    except CannotErase as refusal:
        messages.error(request, str(refusal))
    except ActRefused as refusal:
        form.add_error(None, str(refusal))
        return candidate_page(request, edition, found, erase_form=form)
    else:
        done = _("What we had about this person is erased.")
        messages.success(request, _("It waits for another person.") if waiting else done)
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def as_is(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """A finalist goes public without the picture or text that is missing; or that is taken back."""
    found = of_edition(edition, candidate)
    try:
        if "undo" in request.POST:
            wait_for_more(found, by=signed_in(request))
            messages.success(request, _("It is taken back."))
        else:
            show_as_is(found, by=signed_in(request))
            messages.success(request, _("Noted: the finalist goes public as it is."))
    except AsIsRefused as refusal:
        messages.error(request, str(refusal))
    return back(edition, found)
