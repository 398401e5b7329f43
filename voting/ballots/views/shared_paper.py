"""The page of a fresh ballot paper from memory: what is one browser's own is put into its places.

That is the number of the form and the token that guards it. Everything else of the page follows from the edition, the paper, the
order and the language, by whose versions it is remembered: whoever asks has just read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_hex
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language

from award.programme.domain.memory import Memory
from award.programme.models import Edition, Round
from nominations.models import Entry
from voting.ballots.domain.papers import BallotPaper
from voting.ballots.forms.ballot import BallotForm
from voting.ballots.views.remembered import remembers

# Places that nobody's name can be.
SUBMISSION, TOKEN = f"submission{token_hex(16)}", f"token{token_hex(16)}"
MOST = 128
_pages: Memory[str] = Memory(MOST)


def is_fresh(request: HttpRequest, round: Round) -> bool:
    """Whether nothing is known of whoever asks that the page would show."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.user.is_authenticated
        and not remembers(request, round)
    )


def fresh_paper(
    request: HttpRequest,
    edition: Edition,
    round: Round,
    paper: BallotPaper,
    entries: Sequence[Entry],
) -> HttpResponse:
    """As it is shown to whoever comes for the first time; `entries` in the order of her own."""
    key = (request.path, get_language(), round.pk, tuple(entry.pk for entry in entries))
    version = f"{edition.versions} / {paper.versions}"  # type: ignore[attr-defined]
    page = _pages.get(key, version, lambda: _made(request, edition, round, paper, entries))
    return HttpResponse(page.replace(TOKEN, get_token(request)).replace(SUBMISSION, str(uuid4())))


def _made(
    request: HttpRequest,
    edition: Edition,
    round: Round,
    paper: BallotPaper,
    entries: Sequence[Entry],
) -> str:
    form = BallotForm(
        initial={"submission": SUBMISSION},
        entries=entries,
        method=paper.method,
        limit=paper.limit,
    )
    context = {
        "edition": edition,
        "round": round,
        "form": form,
        "papers": form.papers(),
        "left": [],
        "csrf_token": TOKEN,
    }
    return render(request, "ballots/vote.html", context).text
