"""Voting: choose, confirm with a code, get a receipt."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.domain.calendar import Calendar, calendar
from award.domain.guard import RoundNotOpen
from award.domain.rulebook import rules_in_force
from award.models import Edition
from award.views.access import public_edition
from voting.ballots.domain.casting import SubmissionReused
from voting.ballots.domain.finalists import finalists_of
from voting.ballots.domain.receipts import state_of
from voting.ballots.domain.requesting import CodeRefused, confirm_vote, renew_code, request_vote
from voting.ballots.forms import BallotForm, ReceiptForm, VoteCodeForm
from voting.ballots.models import Ballot, PendingVote


@require_http_methods(["GET", "HEAD"])
def finalists(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """Everybody who can be voted on, with why."""
    edition = public_edition(award, year)
    found = calendar(edition)
    if not found.has_opened("vote"):
        raise Http404
    context = {"edition": edition, "calendar": found, "entries": finalists_of(edition)}
    return render(request, "ballots/finalists.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """The ballot paper while the round is open; before and after it, when it was or will be."""
    edition = public_edition(award, year)
    found = calendar(edition)
    rules = rules_in_force(edition).vote
    if rules is None:
        raise Http404
    if request.method != "POST" and not found.is_open("vote"):
        return _closed(request, edition, found, status=200)
    form = BallotForm(request.POST or None, entries=finalists_of(edition), method=rules.method)
    if request.method == "POST" and form.is_valid():
        answer = _request(request, edition, found, form)
        if answer:
            return answer
    context = {"edition": edition, "calendar": found, "form": form}
    return render(request, "ballots/vote.html", context, status=422 if form.errors else 200)


def _request(
    request: HttpRequest, edition: Edition, found: Calendar, form: BallotForm
) -> HttpResponse | None:
    round = found.round("vote")
    if round is None:
        raise Http404
    try:
        pending = request_vote(
            round=round,
            email=form.cleaned_data["email"],
            choices=form.choices(),
            submission=form.cleaned_data["submission"],
            language=get_language() or "sv",
        )
    except RoundNotOpen:
        return _closed(request, edition, calendar(edition), status=409)
    except CodeRefused as refusal:
        form.add_error("email", _why(refusal.why))
        return None
    request.session["votes"] = [*_mine(request), str(pending.key)][-20:]
    return redirect("vote_confirm", edition.award.slug, edition.year, pending.key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """The code is typed in the browser that chose; any other browser is told so, kindly."""
    edition = public_edition(award, year)
    pending = _pending(edition, key)
    if str(key) not in _mine(request):
        return render(request, "ballots/other_browser.html", {"edition": edition}, status=403)
    form = VoteCodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        answer = _act(request, edition, pending, form)
        if answer:
            return answer
    context = {"edition": edition, "form": form, "pending": pending}
    return render(request, "ballots/confirm.html", context, status=422 if form.errors else 200)


def _act(
    request: HttpRequest, edition: Edition, pending: PendingVote, form: VoteCodeForm
) -> HttpResponse | None:
    """One of the page's two buttons: the code, or a new one."""
    try:
        if "renew" in request.POST:
            renew_code(pending)
            messages.success(request, _("A new code is on its way."))
            return redirect(request.path)
        if form.is_valid():
            confirm_vote(pending, form.cleaned_data["code"])
            return redirect("vote_receipt", edition.award.slug, edition.year, pending.key)
    except CodeRefused as refusal:
        form.full_clean()
        form.add_error("code" if form.is_bound else None, _why(refusal.why))
        if not form.is_bound:
            messages.error(request, _why(refusal.why))
    except RoundNotOpen:
        return _closed(request, edition, calendar(edition), status=409)
    except SubmissionReused:
        messages.error(request, _("This form was sent before with another choice. Start anew."))
        return redirect("vote", edition.award.slug, edition.year)
    return None


@never_cache
@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """The receipt, and the choice: for the browser that voted, and nobody else."""
    edition = public_edition(award, year)
    pending = _pending(edition, key)
    if str(key) not in _mine(request) or pending.done_at is None:
        raise Http404
    ballots = Ballot.objects.filter(submission_key=pending.submission_key).select_related(
        "category"
    )
    context = {"edition": edition, "ballots": ballots, "names": _names(edition)}
    return render(request, "ballots/receipt.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, award: str, year: int) -> HttpResponse:
    """Is the ballot with this receipt in the box? Without telling what it says."""
    edition = public_edition(award, year)
    round = calendar(edition).round("vote")
    if round is None:
        raise Http404
    form = ReceiptForm(request.POST or None)
    state = state_of(form.cleaned_data["receipt"], round) if form.is_valid() else ""
    context = {"edition": edition, "form": form, "state": state, "calendar": calendar(edition)}
    return render(request, "ballots/check.html", context, status=422 if form.errors else 200)


def _closed(
    request: HttpRequest, edition: Edition, found: Calendar, *, status: int
) -> HttpResponse:
    context = {"edition": edition, "calendar": found, "late": status != 200}
    return render(request, "ballots/closed.html", context, status=status)


def _pending(edition: Edition, key: UUID) -> PendingVote:
    found = PendingVote.objects.filter(round__edition=edition, pk=key).first()
    if found is None:
        raise Http404
    return found


def _names(edition: Edition) -> dict[str, str]:
    return {e.candidate.slug: e.candidate.name for e in finalists_of(edition)}


def _mine(request: HttpRequest) -> list[str]:
    """The votes that this browser asked codes for."""
    return list(request.session.get("votes", []))


def _why(why: str) -> str:
    return {
        "wrong": _("That is not the code in the newest mail. Look again, or ask for a new code."),
        "spent": _("Too many wrong codes. Ask for a new one below."),
        "old": _("The code is older than ten minutes. Ask for a new one below."),
        "often": _(
            "Many codes have been sent already. Wait a while, and look for the newest mail."
        ),
    }[why]
