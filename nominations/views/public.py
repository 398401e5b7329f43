"""The public's way in: nominate."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from award.limits.asker import source_of
from award.limits.challenge import Proof, proof_for
from award.limits.domain.asking import ProofNeeded
from award.programme.domain.calendar import Calendar, calendar
from award.programme.domain.guard import RoundNotOpen
from award.programme.domain.languages import words_of
from award.programme.domain.prizes import prizes_of
from award.programme.models import Edition, Round
from award.programme.views.access import public_edition
from award.programme.views.resubmission import keeps_what_was_typed
from award.rules.domain.books import rules_if_any
from award.rules.domain.document import NominationRules
from nominations.domain.submitting import submit
from nominations.forms.nominating import NominationForm
from nominations.views.browser import remember


@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def nominate(request: HttpRequest, award: str, year: int, *, stale: str) -> HttpResponse:
    """The form while the round is open; before and after it, when it was or will be.

    Not `no-store`: whoever goes back in the browser finds the text still there.
    """
    edition = public_edition(award, year)
    found = calendar(edition)
    round = found.round("nomination")
    if round is None:
        raise Http404
    if request.method == "POST":
        return _receive(request, edition, found, round, stale=stale)
    if not round.contains(found.now):
        return _closed(request, edition, found, None, status=200)
    return _form(request, edition, round, NominationForm(round=round))


def _receive(
    request: HttpRequest, edition: Edition, found: Calendar, round: Round, *, stale: str
) -> HttpResponse:
    form = NominationForm(request.POST, round=round)
    if stale:
        form.add_error(None, stale)
    if not form.is_valid():
        if round.contains(found.now):
            return _form(request, edition, round, form)
        return _closed(request, edition, found, form, status=409)
    try:
        nomination = submit(
            round=round,
            category=form.cleaned_data["category"],
            wording=form.wording(),
            submission=form.cleaned_data["submission"],
            language=get_language() or "sv",
            suspicion=form.suspicion(),
            source=source_of(request),
        )
    except ProofNeeded as refusal:
        return _form(request, edition, round, form, proof=proof_for(refusal))
    except RoundNotOpen as refusal:
        now = calendar(edition, at=refusal.now)
        return _closed(request, edition, now, form, status=409)
    remember(request, nomination)
    return redirect("nomination_sent", edition.award.slug, edition.year, nomination.submission_key)


def _form(
    request: HttpRequest,
    edition: Edition,
    round: Round,
    form: NominationForm,
    proof: Proof | None = None,
) -> HttpResponse:
    context = {
        "edition": edition,
        "round": round,
        "form": form,
        "eligibility": _eligibility(round),
        "prizes": [c for c in prizes_of(edition) if words_of(c, "description") and round.is_for(c)],
        "proof": proof,
    }
    status = 429 if proof else 422 if form.errors else 200
    return render(request, "nominations/nominate.html", context, status=status)


def _closed(
    request: HttpRequest,
    edition: Edition,
    found: Calendar,
    form: NominationForm | None,
    *,
    status: int,
) -> HttpResponse:
    """Kind words and the exact time; what was typed is still there to copy."""
    round = found.round("nomination")
    context = {
        "edition": edition,
        "round": round,
        "early": round is not None and found.now < round.opens_at,
        "typed": form.typed() if form else [],
    }
    return render(request, "nominations/closed.html", context, status=status)


def _eligibility(round: Round) -> str:
    rules = rules_if_any(round.edition)
    said = rules.round(round.slug) if rules else None
    if not isinstance(said, NominationRules):
        return ""
    return said.eligibility.in_language(get_language() or "sv")
