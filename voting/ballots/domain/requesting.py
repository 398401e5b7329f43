"""From a choice to a code by mail: nothing is cast yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from award.limits.domain.asking import Purpose, ask_for_mail
from award.limits.domain.sources import OURS, Source
from award.mail.domain.codes import VOTE, issue_code
from award.mail.domain.letters import queue_code
from award.people.domain.canonical import one_mailbox
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from award.programme.models import Round
from voting.ballots.domain.casting import SubmissionReused, is_hers, receipt_of
from voting.ballots.domain.envelopes import Paper, close_paper, open_paper
from voting.ballots.domain.pseudonyms import check_voters_are_known, mailbox_key
from voting.ballots.domain.waiting_rows import keep_waiting
from voting.ballots.models import PendingVote

_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@again_after_deadlock
@transaction.atomic
def request_vote(
    *,
    round: Round,
    email: str,
    choices: Mapping[str, str],
    submission: UUID,
    language: str = "sv",
    source: Source = OURS,
) -> PendingVote:
    """Keep the choices and mail a code; the same submission is kept and mailed once.

    Raises `award.programme.domain.guard.RoundNotOpen`, `SubmissionReused` for another content under the same
    key, what `award.limits.domain.asking` raises where more is asked for than people do, and
    `voting.ballots.domain.pseudonyms.VotersUnknown`.
    """
    hold_open(round.pk)
    mailbox, paper = mailbox_key(round, email), Paper(email, dict(choices))
    _take_turns(submission)
    stored = PendingVote.objects.filter(submission_key=submission).first()
    if stored is None:
        stored = PendingVote(
            round=round, submission_key=submission, mailbox=mailbox, language=language
        )
        stored.envelope = close_paper(paper, key=stored.key)
        _send_code(stored, paper, source)
    elif not _same(stored, round=round, paper=paper):
        raise SubmissionReused
    return stored


@again_after_deadlock
@transaction.atomic
def renew_code(pending: PendingVote, source: Source = OURS) -> None:
    """Another code for the same choices, with new tries and new time; it may have to queue.

    Raises `CodeRefused` when asked too soon or too often, `award.limits.domain.asking.QueueFull`,
    `award.programme.domain.guard.RoundNotOpen`, and `voting.ballots.domain.pseudonyms.VotersUnknown`.
    """
    rows = PendingVote.objects.select_for_update(of=["self"], no_key=True)
    found = rows.select_related("round__edition__award__organisation").get(pk=pending.pk)
    if found.done_at is None:
        hold_open(found.round_id)
        check_voters_are_known(found.round)
        _take_turns(found.submission_key)
        if paper := paper_of(found):
            _send_code(found, paper, source.patient())


def paper_of(pending: PendingVote) -> Paper | None:
    """What waits for its code; None once it has been cast."""
    return open_paper(bytes(pending.envelope), key=pending.key)


def good_until(pending: PendingVote) -> datetime | None:
    """When the newest code stops being good."""
    return VOTE.good_until(pending)


def _take_turns(submission: UUID) -> None:
    """Until the transaction ends, two for one form come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(_TURNS, [str(submission)])


def _send_code(pending: PendingVote, paper: Paper, source: Source) -> None:
    """Store the row and mail a code, when its turn comes.

    Nothing in the mail's row leads to the ballot, and neither it nor any other holds the address.
    """
    place = ask_for_mail(source, one_mailbox(paper.email), Purpose.VOTE)
    issue_code(pending, VOTE, now=place.now, digits=place.digits, mailed=place.mailed)
    if place.shown:  # where she may know that it waits, its time begins only then
        pending.code_sent_at = place.due_at
    mail = keep_waiting(pending, mailed_at=place.due_at)
    if place.mailed:
        queue_code(pending, VOTE, occasion=mail.occasion, due_at=place.due_at)


def _same(stored: PendingVote, *, round: Round, paper: Paper) -> bool:
    """Whether the stored request says the same; a done one is compared with its ballots."""
    if stored.round_id != round.pk:
        return False
    if stored.done_at is None:
        return paper_of(stored) == paper
    receipt = receipt_of(round, stored.submission_key)
    return (
        receipt is not None
        and receipt.choices == paper.choices
        and is_hers(round, paper.email, stored.submission_key)
    )
