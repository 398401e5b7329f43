"""The code, and the receipt: for the browser where the choice was made."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from award.limits.asker import source_of
from award.limits.challenge import full_in_words
from award.limits.domain.asking import TO_ONE_A_DAY, QueueFull, wait_of
from award.mail.domain.codes import VOTE, CodeRefused
from award.mail.domain.codewords import refusal_in_words
from award.mail.forms import CodeForm
from award.programme.domain.calendar import calendar
from award.programme.domain.guard import RoundNotOpen
from award.programme.models import Edition
from award.programme.views.access import public_edition
from voting.ballots.domain.casting import Receipt, SubmissionReused
from voting.ballots.domain.choosing import ChoiceRefused
from voting.ballots.domain.confirming import confirm_vote
from voting.ballots.domain.forgetting import RECEIPT_SHOWN_FOR
from voting.ballots.domain.off_the_paper import leavers_named
from voting.ballots.domain.papers import BallotPaper, ballot_paper
from voting.ballots.domain.pseudonyms import VotersUnknown
from voting.ballots.domain.requesting import good_until, paper_of, renew_code
from voting.ballots.models import PendingVote
from voting.ballots.views.closed import closed, halted
from voting.ballots.views.mine import AGAIN, browser_of, find, half_of_key, is_mine, receipt_in
from voting.ballots.views.remembered import remember_choices
from voting.count.notation import named


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """The code is typed in the browser that chose; any other browser is told so, kindly."""
    edition = public_edition(award, year)
    pending = find(edition, key) if is_mine(request, key) else None
    found = calendar(edition)
    vote = found.current_vote
    if pending is None and vote and not vote.contains(found.now):
        return closed(request, vote)
    if not is_mine(request, key):
        return render(request, "ballots/other_browser.html", {"edition": edition}, status=403)
    if pending is None:
        return _start_anew(request, edition, _("That was a while ago. Choose again, please."))
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        if answer := _posted(request, edition, pending, form):
            return answer
    elif pending.done_at is None and not pending.round.contains(found.now):
        return closed(request, pending.round)
    return _page(request, edition, pending, form)


@never_cache
@require_http_methods(["GET", "HEAD"])
def receipt(request: HttpRequest, award: str, year: int, key: UUID) -> HttpResponse:
    """The receipt and the choice, for a day, in the browser that voted; elsewhere only a check."""
    edition = public_edition(award, year)
    pending = find(edition, key) if is_mine(request, key) else None
    cast = receipt_in(request, pending) if pending else None
    if pending is None or cast is None:
        context = {"edition": edition, "shown_for": RECEIPT_SHOWN_FOR}
        return render(request, "ballots/other_receipt.html", context, status=403)
    round = pending.round
    paper = ballot_paper(round)
    left = leavers_named(cast.choices, paper.left)
    context = {
        "edition": edition,
        "receipt": cast,
        "ballots": _by_category(paper, cast),
        "names": paper.names,
        "entries": paper.standing,
        "left": left,
        "others": sum(len(named(choice)) for choice in cast.choices.values()) > len(left),
        "round": round,
        "is_open": round.contains(calendar(edition).now),
        "shown_for": RECEIPT_SHOWN_FOR,
    }
    return render(request, "ballots/receipt.html", context)


def _by_category(paper: BallotPaper, cast: Receipt) -> list[dict[str, object]]:
    """Each category of the receipt with its choice and leaf, in the categories' order."""
    return [
        {"category": each, "choice": cast.choices[each.slug], "leaf": cast.leaves[each.slug]}
        for each in paper.categories
        if each.slug in cast.choices
    ]


def _posted(
    request: HttpRequest, edition: Edition, pending: PendingVote, form: CodeForm
) -> HttpResponse | None:
    """What was cast is not cast again, and its receipt is here also when the round has been sealed."""
    if cast := receipt_in(request, pending):
        return _to_receipt(edition, pending, cast)
    try:
        return _act(request, edition, pending, form)
    except VotersUnknown:
        return halted(request, edition)


def _act(
    request: HttpRequest, edition: Edition, pending: PendingVote, form: CodeForm
) -> HttpResponse | None:
    """One of the page's two buttons: the code, or a new one."""
    try:
        if "renew" in request.POST:
            return _renew(request, pending)
        if form.is_valid():
            code, half = form.cleaned_data["code"], half_of_key(request)
            cast = confirm_vote(
                pending, code, source_of(request, browser=browser_of(request)), browser=half
            )
            return _to_receipt(edition, pending, cast)
    except CodeRefused as refusal:
        form.add_error("code", refusal_in_words(refusal.why, VOTE))
    except RoundNotOpen as refusal:
        return closed(request, pending.round, came=refusal.now)
    except ChoiceRefused:
        return _choose_again(edition, pending)
    except SubmissionReused:
        return _start_anew(request, edition, _("This form has been used before. Choose again."))
    return None


def _to_receipt(edition: Edition, pending: PendingVote, cast: Receipt) -> HttpResponse:
    answer = redirect("vote_receipt", edition.award.slug, edition.year, pending.key)
    remember_choices(answer, pending.round, cast)
    return answer


def _renew(request: HttpRequest, pending: PendingVote) -> HttpResponse:
    try:
        renew_code(pending, source_of(request, browser=browser_of(request)))
    except CodeRefused as refusal:
        messages.error(request, refusal_in_words(refusal.why, VOTE))
    except QueueFull as refusal:
        messages.error(request, full_in_words(refusal))
    else:
        messages.success(request, _("A new code is on its way. The old one no longer works."))
    return redirect(request.path)


def _page(
    request: HttpRequest, edition: Edition, pending: PendingVote, form: CodeForm
) -> HttpResponse:
    context = {
        "edition": edition,
        "form": form,
        "pending": pending,
        "paper": paper_of(pending),
        "good_until": good_until(pending),
        "wait": wait_of(pending),
        "most_mails": TO_ONE_A_DAY,
        "lifetime": VOTE.lifetime,
        "round": pending.round,
    }
    return render(request, "ballots/confirm.html", context, status=422 if form.errors else 200)


def _start_anew(request: HttpRequest, edition: Edition, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return redirect("vote", edition.award.slug, edition.year)


def _choose_again(edition: Edition, pending: PendingVote) -> HttpResponse:
    """To a paper on which everything else that was chosen is marked."""
    paper = reverse("vote", args=[edition.award.slug, edition.year])
    return redirect(f"{paper}?{urlencode({AGAIN: pending.key})}")
