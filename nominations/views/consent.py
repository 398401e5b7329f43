"""The organisers' pages about who has been asked, and what they have answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from award.people.domain.two_persons import ActRefused
from award.people.models import Person, Proposal
from award.people.permissions import may_organise
from award.people.views.access import desk_reader, organiser, signed_in
from award.people.views.looking import shows_people
from award.programme.models import Edition
from award.programme.views.posting import posted_from
from nominations.domain.answering import TooLateToSayYes, say_yes
from nominations.domain.asking import CannotInform, ask_everybody, inform, note_told
from nominations.domain.clockwork import REMIND_AFTER, REMIND_BEFORE, TELL_AFTER
from nominations.domain.guardians import GuardianMissing
from nominations.domain.more_time import NoMoreTime
from nominations.domain.noted_answers import Noted, NotedRefused, known_address, letter_of
from nominations.domain.noting_no import note_no
from nominations.domain.rewording import RewordingRefused
from nominations.domain.tally import tally
from nominations.domain.wishing import WishRefused, handle
from nominations.forms.ages import guardian_in
from nominations.forms.candidates import NotedForm, ToldForm
from nominations.models import Candidate, Wish
from nominations.models.candidate import AT_LATEST, ERASE_AFTER
from nominations.views.candidate_page import back, candidate_page, noted_form, of_edition, wish_form

CANNOT = {
    "address": gettext_lazy("Fill in an e-mail address first."),
    "declined": gettext_lazy("The answer was no. Do not ask again."),
    "not_her": gettext_lazy(
        "Whoever has that address says that it is the wrong one. Find the right one first."
    ),
    "soon": gettext_lazy("A mail was sent just now. Wait a minute before you send another."),
}


@require_safe
@desk_reader
@shows_people("list:answers:{edition}")
def answers(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Not asked, asked and silent, without address, yes and no; and what they ask of us."""
    context = {
        "edition": edition,
        "tally": tally(edition),
        "wishes": Wish.objects.of(edition).waiting(),
        "may_organise": may_organise(request.user, edition),
        "asked_after": TELL_AFTER,
        "reminded_after": REMIND_AFTER,
        "reminded_before": REMIND_BEFORE,
        "last_day": ERASE_AFTER.days,
        "limit": AT_LATEST.days,
    }
    return render(request, "nominations/desk_answers.html", context)


@posted_from("desk_answers")
@organiser
def ask_all(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask everybody who has not been asked; pressed twice, nobody is asked twice."""
    asked = ask_everybody(edition, by=signed_in(request))
    words = ngettext("%d mail is on its way.", "%d mails are on their way.", asked)
    messages.success(request, words % asked)
    return redirect("desk_answers", edition.award.slug, edition.year)


@posted_from("desk_candidate", "candidate")
@organiser
def inform_candidate(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Mail her that she is nominated."""
    found = of_edition(edition, candidate)
    try:
        inform(found, by=signed_in(request))
    except CannotInform as refusal:
        messages.error(request, str(CANNOT[refusal.why]))
    else:
        messages.success(request, _("A mail is on its way to %s.") % found.name)
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def told(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Note that the nominee knows of it already."""
    found = of_edition(edition, candidate)
    form = ToldForm(request.POST)
    if not form.is_valid():
        return candidate_page(request, edition, found, told_form=form)
    try:
        note_told(found, by=signed_in(request), how=form.cleaned_data["how"])
    except CannotInform as refusal:
        messages.error(request, str(CANNOT[refusal.why]))
    else:
        messages.success(request, _("It is noted that %s has been told.") % found.name)
    return back(edition, found)


@posted_from("desk_candidate", "candidate")
@organiser
def noted(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """Write down a yes or a no that she has given by telephone."""
    found = of_edition(edition, candidate)
    form = noted_form(found, signed_in(request), request.POST)
    if not form.is_valid():
        return candidate_page(request, edition, found, noted_form=form)
    try:
        waiting = _note(found, signed_in(request), form)
    except TooLateToSayYes:
        messages.error(request, _("The last day to say yes has passed."))
    except (NotedRefused, GuardianMissing, ActRefused) as refusal:
        form.add_error(None, str(refusal))
        return candidate_page(request, edition, found, noted_form=form)
    else:
        done = _noted_in_words(found)
        messages.success(request, _("It waits for another person.") if waiting else done)
    return back(edition, found)


def _note(candidate: Candidate, person: Person, form: NotedForm) -> Proposal | None:
    note = Noted(person, form.cleaned_data["how"], form.cleaned_data["at"])
    if form.cleaned_data["answer"] == "no":
        return note_no(candidate, note, witness=form.witness())
    say_yes(candidate, noted=note, guardian=guardian_in(form))
    return None


def _noted_in_words(candidate: Candidate) -> str:
    if known_address(candidate):
        return _("The answer is noted, and the nominee is told what was written down.")
    return _(
        "The answer is noted. We have no address to tell of it: print the letter, and post it."
    )


def _dealt_with_in_words(candidate: Candidate) -> str:
    if candidate.address:
        return _("It is dealt with, and the nominee is told by mail.")
    return _(
        "It is dealt with. We have no address to write to, so tell the nominee in another way."
    )


@require_safe
@organiser
@shows_people("nominee:{candidate}")
def letter(request: HttpRequest, edition: Edition, candidate: int) -> HttpResponse:
    """What she would have been mailed, to print and post."""
    found = of_edition(edition, candidate)
    at = found.accepted_at or found.declined_at or found.informed_at or found.created_at
    context = letter_of(found, noter=signed_in(request), at=at)
    return render(request, "nominations/letter.html", context)


@posted_from("desk_answers")
@organiser
def answer_wish(request: HttpRequest, edition: Edition, wish: int) -> HttpResponse:
    """Grant what she asks, or not; she is told by mail."""
    found = get_object_or_404(Wish.objects.of(edition), pk=wish)
    form = wish_form(found, request.POST)
    if not form.is_valid():
        return candidate_page(request, edition, found.candidate, wish_form=form)
    try:
        waiting = handle(
            found,
            by=signed_in(request),
            grant="grant" in request.POST,
            answer=form.cleaned_data["answer"],
            until=form.cleaned_data.get("until"),
        )
    except NoMoreTime as refusal:
        form.add_error("until" if "until" in form.fields else None, str(refusal))
        return candidate_page(request, edition, found.candidate, wish_form=form)
    except (WishRefused, RewordingRefused, ActRefused) as refusal:
        messages.error(request, str(refusal))
        return back(edition, found.candidate)
    if waiting:
        messages.info(request, _("The vote is open, so the change waits for a second person."))
    else:
        messages.success(request, _dealt_with_in_words(found.candidate))
    return back(edition, found.candidate)
