"""A person's data: found, shown, taken out as a file, and erased."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from award.desk.forms.personal import ReasonForm, SearchForm, SureForm
from award.people.domain.personal.dossier import as_json, dossier
from award.people.domain.personal.erasing import Outcome, erase, hindrances, in_words
from award.people.domain.personal.finding import MOST, Found, find, held
from award.people.domain.personal.looking import How, note_look
from award.people.domain.personal.reach import Reach, reach_of
from award.people.domain.personal.sources import Holding, source_of
from award.people.views.access import organiser, signed_in
from award.people.views.confirmed import recently_confirmed
from award.programme.cleaning.parameters import typed_choice, typed_list
from award.programme.domain.clock import database_now
from award.programme.models import Edition

REFERENCE = "sak"
LONGEST_REFERENCE = 80


@organiser
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everybody who may be meant, in every edition that the reader organises here."""
    form = SearchForm(request.POST or None)
    shown: list[tuple[str, Found]] | None = None
    if request.method == "POST" and form.is_valid():
        found = find(form.wanted(), _reach(request, edition))
        _note(request, edition, [each.holding for each in found])
        shown = [(_title(each.holding), each) for each in found]
    context = {
        "edition": edition,
        "form": form,
        "found": shown,
        "searched": shown is not None,
        "many": MOST,
    }
    return render(request, "desk/personal.html", context, status=422 if form.errors else 200)


@require_safe
@organiser
def person(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is held of the person whom the chosen things are about: what, why, and until when."""
    known = _known(request, edition)
    if not known:
        return _nothing(request, edition)
    _note(request, edition, known)
    context = {
        "edition": edition,
        "parts": dossier(known),
        "asked": _asked(request),
        "name": _called(known),
    }
    return render(request, "desk/person.html", context)


@require_safe
@organiser
@recently_confirmed
def as_json_file(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The same for another program to read."""
    return _as_file(request, edition, "json")


@require_safe
@organiser
@recently_confirmed
def as_page_file(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The same as a page of its own, to hand over."""
    return _as_file(request, edition, "html")


@organiser
@recently_confirmed
def erase_person(request: HttpRequest, edition: Edition) -> HttpResponse:
    """In two steps: why, then what goes and what stays, and yes."""
    known = _known(request, edition)
    if not known:
        return _nothing(request, edition)
    is_sure = typed_choice(request.POST.get("step", ""), ["sure"]) != ""
    form = (SureForm if is_sure else ReasonForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_sure:
            outcome = erase(known, by=signed_in(request), reason=form.cleaned_data["reason"])
            return _done(request, edition, outcome)
        form, is_sure = SureForm(initial=form.cleaned_data), True
    context = {
        "edition": edition,
        "form": form,
        "is_sure": is_sure,
        "asked": _asked(request),
        "name": _called(known),
        "known": known,
        "goes": in_words("goes", known),
        "stays": in_words("stays", known),
        "hindrances": hindrances(known, by=signed_in(request)),
    }
    return render(request, "desk/person_erase.html", context, status=422 if form.errors else 200)


def _as_file(request: HttpRequest, edition: Edition, ending: str) -> HttpResponse:
    known = _known(request, edition)
    if not known:
        return _nothing(request, edition)
    _note(request, edition, known, how=How.TAKEN_OUT)
    parts, now = dossier(known), database_now()
    whose = edition.award.organisation
    context = {
        "parts": parts,
        "at": now,
        "organisation": whose,
        "contact": whose.data_contact or whose.email,
        "supervisory_authority": settings.SUPERVISORY_AUTHORITY,
    }
    if ending == "json":
        response = HttpResponse(as_json(parts, at=now), content_type="application/json")
    else:
        response = HttpResponse(render_to_string("desk/person_file.html", context, request))
    response["Content-Disposition"] = f'attachment; filename="personuppgifter.{ending}"'
    return response


def _reach(request: HttpRequest, edition: Edition) -> Reach:
    return reach_of(signed_in(request), edition.award.organisation)


def _references(request: HttpRequest) -> list[str]:
    return typed_list(request.GET.getlist(REFERENCE), most=LONGEST_REFERENCE, number=MOST)


def _asked(request: HttpRequest) -> str:
    """What the page's address says of whom it is about: numbers, and no name."""
    return urlencode([(REFERENCE, each) for each in _references(request)])


def _known(request: HttpRequest, edition: Edition) -> list[Holding]:
    return held(_references(request), _reach(request, edition))


def _called(known: Sequence[Holding]) -> str:
    return next((each.name for each in known if each.name), _("A person without a name"))


def _title(holding: Holding) -> str:
    source = source_of(holding.source)
    return str(source.title) if source else ""


def _note(
    request: HttpRequest, edition: Edition, seen: Sequence[Holding], *, how: How = How.READ
) -> None:
    things = [each.reference for each in seen]
    note_look(signed_in(request), edition.award.organisation, things, how=how)


def _nothing(request: HttpRequest, edition: Edition) -> HttpResponse:
    messages.info(
        request, _("Nothing is held of it any more, or nothing was chosen. Search again.")
    )
    return redirect("desk_personal", edition.award.slug, edition.year)


def _done(request: HttpRequest, edition: Edition, outcome: Outcome) -> HttpResponse:
    """What is left is shown again; when nothing is, back to the search."""
    gone = len(outcome.erased)
    if gone:
        said = ngettext("%d thing is erased.", "%d things are erased.", gone)
        messages.success(request, said % gone)
    if outcome.waiting:
        messages.info(
            request,
            _(
                "The rest waits for a second person: it stands under Proposals, and goes when it is agreed."
            ),
        )
    for holding, why in outcome.refused:
        messages.error(request, f"{holding.what}: {why}")
    if outcome.left:
        messages.info(
            request, _("Mail, log and what else belongs to it are left. Erase once more then.")
        )
    if outcome.is_whole:
        return redirect("desk_personal", edition.award.slug, edition.year)
    place = reverse("desk_person", args=[edition.award.slug, edition.year])
    return redirect(f"{place}?{_asked(request)}")
