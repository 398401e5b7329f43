"""What everybody may see of the vote: the finalists, and whether a ballot is in the box."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.programme.domain.calendar import calendar
from award.programme.views.access import public_edition
from award.programme.views.sharing import share
from voting.ballots.domain.finalists import everybody_left, groups_on_show, is_turning
from voting.ballots.domain.receipts import found_in
from voting.ballots.forms.receipt import ReceiptForm


@require_http_methods(["GET", "HEAD"])
def finalists(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """Everybody who can be voted on, with why; before the vote, when they will be here."""
    edition = public_edition(award, year)
    found = calendar(edition)
    round = found.extra_vote or found.round("vote")
    if round is None:
        raise Http404
    groups = groups_on_show(edition, found)
    entries = [entry for group in groups for entry in group.entries]
    prefetch_related_objects(entries, "candidate__rewordings")
    context = {
        "edition": edition,
        "calendar": found,
        "round": round,
        "is_open": round.contains(found.now),
        "entries": entries,
        "groups": groups,
        "turns": is_turning(found) and any(len(group.entries) > 1 for group in groups),
        "everybody_left": not entries and everybody_left(round, found),
    }
    return share(render(request, "ballots/finalists.html", context), edition, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """Is the ballot with this receipt in the box? Without telling what it says."""
    edition = public_edition(award, year)
    found = calendar(edition)
    round, state = found.current_vote, ""
    if round is None:
        raise Http404
    form = ReceiptForm(request.POST or None)
    if form.is_valid():
        round, state = found_in(form.cleaned_data["receipt"], found.votes)
    context = {
        "edition": edition,
        "calendar": found,
        "round": round,
        "is_open": round.contains(found.now),
        "form": form,
        "state": state,
    }
    return render(request, "ballots/check.html", context, status=422 if form.errors else 200)
