"""The page that stands where the vote is not open."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from award.programme.domain.calendar import calendar
from award.programme.models import Edition, Round
from voting.ballots.views.mine import newest_cast


def halted(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Nobody can tell any more who has voted: nobody votes, and what was cast counts."""
    return render(request, "ballots/halted.html", {"edition": edition}, status=503)


def closed(request: HttpRequest, round: Round, *, came: datetime | None = None) -> HttpResponse:
    """When the vote was or will be open; `came`: the moment of a vote that was not let in.

    Somebody whose earlier vote is in the box is told so.
    """
    edition = round.edition
    found = calendar(edition, at=came)
    context = {
        "edition": edition,
        "calendar": found,
        "round": round,
        "is_over": round.closes_at <= found.now,
        "came": came,
        "earlier": newest_cast(request, edition),
    }
    return render(request, "ballots/closed.html", context, status=409 if came else 200)
