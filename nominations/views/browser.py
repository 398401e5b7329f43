"""What a browser has sent and answered: its session knows, and nobody else."""

from __future__ import annotations

from django.http import HttpRequest

from nominations.models import Candidate, Nomination

KEY, ANSWERED = "nominations", "answered"
MOST = 20


def remember(request: HttpRequest, nomination: Nomination) -> None:
    """This browser sent it."""
    mine = [k for k in request.session.get(KEY, []) if k != str(nomination.submission_key)]
    request.session[KEY] = [*mine, str(nomination.submission_key)][-MOST:]


def sent_from_here(request: HttpRequest, nomination: Nomination) -> bool:
    """Whether this browser sent it."""
    return str(nomination.submission_key) in request.session.get(KEY, [])


def remember_answer(request: HttpRequest, candidate: Candidate) -> None:
    """Whoever sits here has shown that she is the candidate."""
    mine = [k for k in request.session.get(ANSWERED, []) if k != str(candidate.answer_key)]
    request.session[ANSWERED] = [*mine, str(candidate.answer_key)][-MOST:]


def answered_here(request: HttpRequest, candidate: Candidate) -> bool:
    return str(candidate.answer_key) in request.session.get(ANSWERED, [])
