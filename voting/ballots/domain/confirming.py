"""From the code in the mail to the vote."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from award.limits.domain.asking import Purpose, answer_mail, note_wrong_code
from award.limits.domain.sources import OURS, Source
from award.mail.domain.codes import VOTE, CodeRefused, try_code
from award.people.domain.canonical import one_mailbox
from award.programme.domain.clock import database_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from voting.ballots.domain.casting import Receipt, receipt_of, store_vote
from voting.ballots.domain.choosing import check_choices
from voting.ballots.domain.envelopes import close_receipt
from voting.ballots.domain.papers import ballot_paper
from voting.ballots.domain.requesting import paper_of
from voting.ballots.domain.waiting_rows import empty_waiting
from voting.ballots.models import PendingVote


@again_after_deadlock
def confirm_vote(
    pending: PendingVote, code: str, source: Source = OURS, *, browser: str = ""
) -> Receipt:
    """Cast the vote when the code is right; done already, the same receipt again until the seal.

    `browser` is its half of the key that the receipt is kept under; without it none is kept.
    Raises `CodeRefused` (a wrong code uses up a try), `award.programme.domain.guard.RoundNotOpen`,
    `voting.ballots.domain.choosing.ChoiceRefused` when somebody chosen has left the paper, and
    `voting.ballots.domain.casting.SubmissionReused`.
    """
    with transaction.atomic():
        found = _held(pending)
        if found.done_at and (receipt := receipt_of(found.round, found.submission_key)):
            return receipt
        held = hold_open(found.round_id)
        now = database_now()
        why = try_code(found, VOTE, code, now=now)
        if not why:
            return _cast(found, held=held, now=now, source=source, browser=browser)
        _note_wrong(found, source)
    raise CodeRefused(why)


def _note_wrong(pending: PendingVote, source: Source) -> None:
    """Counted for the mailbox and the network, however many forms the guesses are spread over."""
    if paper := paper_of(pending):
        note_wrong_code(source, one_mailbox(paper.email), Purpose.VOTE)


def _held(pending: PendingVote) -> PendingVote:
    """As it is now, locked until the transaction ends; it belongs to the same round for ever."""
    held = PendingVote.objects.select_for_update(no_key=True).get(pk=pending.pk)
    held.round = pending.round
    return held


def _cast(
    pending: PendingVote, *, held: datetime, now: datetime, source: Source, browser: str
) -> Receipt:
    """Cast, and keep neither address nor choices beside the ballot."""
    paper = paper_of(pending)
    if paper is None:
        raise CodeRefused("old")
    answer_mail(source, one_mailbox(paper.email), Purpose.VOTE)
    standing = ballot_paper(pending.round)
    check_choices(
        paper.choices,
        method=standing.method,
        entries=standing.standing,
        limit=standing.limit,
    )
    receipt = store_vote(
        round=pending.round,
        identity=paper.email,
        choices=paper.choices,
        submission=pending.submission_key,
        now=held,
    )
    _empty(pending, receipt, now=now, browser=browser)
    return receipt


def _empty(pending: PendingVote, receipt: Receipt, *, now: datetime, browser: str) -> None:
    """Nothing stays but what the browser that voted can open."""
    closed = close_receipt(receipt, key=pending.key, browser=browser) if browser else b""
    empty_waiting(pending, done_at=now, receipt=closed)
