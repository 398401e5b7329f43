"""The ballot paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.limits.asker import source_of
from award.limits.challenge import Proof, full_in_words, proof_for
from award.limits.domain.asking import ProofNeeded, QueueFull
from award.programme.domain.calendar import calendar
from award.programme.domain.guard import RoundNotOpen
from award.programme.models import Edition, Round
from award.programme.views.access import public_edition
from award.programme.views.resubmission import keeps_what_was_typed
from voting.ballots.domain.casting import SubmissionReused
from voting.ballots.domain.finalists import everybody_left, finalists_of, has_an_order, in_turn
from voting.ballots.domain.off_the_paper import leavers_named
from voting.ballots.domain.papers import NoVote, ballot_paper
from voting.ballots.domain.pseudonyms import VotersUnknown
from voting.ballots.domain.requesting import paper_of, request_vote
from voting.ballots.forms.ballot import BallotForm
from voting.ballots.models import PendingVote
from voting.ballots.views.closed import closed, halted
from voting.ballots.views.mine import browser_of, remember, waiting
from voting.ballots.views.own_order import keep_number, own_number
from voting.ballots.views.remembered import remembers
from voting.ballots.views.shared_paper import fresh_paper, is_fresh


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def vote(request: HttpRequest, award: str, year: int, *, stale: str) -> HttpResponse:
    """The ballot paper while the round is open; before and after it, when it was or will be."""
    edition = public_edition(award, year)
    found = calendar(edition)
    round = found.current_vote
    if round is None:
        raise Http404
    paper = ballot_paper(round)
    try:
        method = paper.method
    except NoVote:
        raise Http404 from None
    if not round.contains(found.now):
        return closed(request, round, came=found.now if request.method == "POST" else None)
    number = own_number(request, round)
    entries = in_turn(paper.standing or finalists_of(edition, round, found), number)
    if entries and is_fresh(request, round):
        answer = fresh_paper(request, edition, round, paper, entries)
    else:
        form = BallotForm(request.POST or None, entries=entries, method=method, limit=paper.limit)
        if stale and form.is_bound:
            form.add_error(None, stale)
        answer = _answer(request, edition, round, form)
    if has_an_order(entries):
        keep_number(answer, number, round, found)
    return answer


def _answer(request: HttpRequest, edition: Edition, round: Round, form: BallotForm) -> HttpResponse:
    if request.method == "POST":
        return _send(request, edition, round, form)
    _fill_in(request, round, form)
    return _paper(request, edition, round, form, status=200)


def _fill_in(request: HttpRequest, round: Round, form: BallotForm) -> None:
    """Whoever chose somebody who left before the code was typed finds the rest marked."""
    pending = waiting(request, round)
    if pending is None:
        return
    paper = paper_of(pending)
    if paper is None:
        return
    form.fill_in(paper.choices, email=paper.email)
    left = leavers_named(paper.choices, ballot_paper(round).left)
    names = ", ".join(str(entry.candidate) for entry in left)
    if names:
        text = _(
            "No longer in the vote since you chose: %s. What else you chose is marked. Choose again."
        )
        messages.warning(request, text % names)


def _send(request: HttpRequest, edition: Edition, round: Round, form: BallotForm) -> HttpResponse:
    """Keep the choice and go on to the code; or show the paper again, with all that was typed."""
    status, proof = 422, None
    if form.is_valid():
        try:
            pending = _request(request, round, form)
        except RoundNotOpen as refusal:
            return closed(request, round, came=refusal.now)
        except VotersUnknown:
            return halted(request, edition)
        except ProofNeeded as refusal:
            proof, status = proof_for(refusal), 429
        except QueueFull as refusal:
            form.add_error(None, full_in_words(refusal))
            status = 429
        except SubmissionReused:
            form.add_error(None, _("This form has been sent before, with something else in it."))
            form.add_error(None, _("Look it through, and send it once more if this is right."))
            status = 409
        else:
            answer = redirect("vote_confirm", edition.award.slug, edition.year, pending.key)
            remember(request, answer, pending)
            return answer
    form.renew()
    return _paper(request, edition, round, form, status=status, proof=proof)


def _request(request: HttpRequest, round: Round, form: BallotForm) -> PendingVote:
    return request_vote(
        round=round,
        email=form.cleaned_data["email"],
        choices=form.choices(),
        submission=form.cleaned_data["submission"],
        language=get_language() or "sv",
        source=source_of(request, browser=browser_of(request)),
    )


def _paper(
    request: HttpRequest,
    edition: Edition,
    round: Round,
    form: BallotForm,
    *,
    status: int,
    proof: Proof | None = None,
) -> HttpResponse:
    context = {
        "edition": edition,
        "round": round,
        "form": form,
        "papers": form.papers(),
        "everybody_left": not form.papers() and everybody_left(round, calendar(edition)),
        "proof": proof,
        "left": ballot_paper(round).left if remembers(request, round) else [],
    }
    return render(request, "ballots/vote.html", context, status=status)
