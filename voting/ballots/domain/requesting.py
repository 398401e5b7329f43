"""From a choice to a code by mail: nothing is cast yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from award.limits.domain.asking import Place, ask_for_mail
from award.limits.domain.sources import OURS, Source
from award.mail.domain.codes import VOTE, issue_code, mailed
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.people.domain.canonical import canonical_email
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from award.programme.models import Round
from voting.ballots.domain.casting import SubmissionReused, receipt_of
from voting.ballots.domain.voterkey import voter_key
from voting.ballots.models import Ballot, CodeMail, PendingVote

CODE_MAILED = "vote"
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
    key, and what `award.limits.domain.asking` raises where more is asked for than people do.
    """
    hold_open(round.pk)
    _take_turns(submission)
    stored = PendingVote.objects.filter(submission_key=submission).first()
    if stored is None:
        stored = PendingVote(
            round=round,
            submission_key=submission,
            choices=dict(choices),
            email=email,
            language=language,
        )
        _send_code(stored, source)
    elif not _same(stored, round=round, email=email, choices=choices):
        raise SubmissionReused
    return stored


@transaction.atomic
def renew_code(pending: PendingVote, source: Source = OURS) -> None:
    """Another code for the same choices, with new tries and new time; it may have to queue.

    Raises `CodeRefused` when asked too soon or too often, and `award.limits.domain.asking.QueueFull`.
    """
    rows = PendingVote.objects.select_for_update(of=["self"], no_key=True)
    found = rows.select_related("round__edition__award__organisation").get(pk=pending.pk)
    if found.done_at is None:
        _take_turns(found.submission_key)
        _send_code(found, source.patient())


def good_until(pending: PendingVote) -> datetime | None:
    """When the newest code stops being good."""
    return VOTE.good_until(pending)


def _take_turns(submission: UUID) -> None:
    """Until the transaction ends, two for one form come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(_TURNS, [str(submission)])


def _send_code(pending: PendingVote, source: Source) -> None:
    """Store the row and mail a code, when its turn comes. Nothing in the mail's row leads to the ballot."""
    place = ask_for_mail(source, canonical_email(pending.email))
    code = issue_code(pending, VOTE, now=place.now)
    mail = _note(pending, place)
    pending.save()
    edition = pending.round.edition
    queue_message(
        "vote_code",
        occasion=mail.occasion,
        recipient=pending.email,
        language=pending.language,
        edition=edition,
        code=mailed(pending, VOTE),
        due_at=place.due_at,
        whose=Whose(CODE_MAILED, mail.pk),
        context={
            "edition": edition,
            "code": code,
            "lifetime": VOTE.lifetime,
            "round": pending.round,
        },
    )


def _note(pending: PendingVote, place: Place) -> CodeMail:
    """That a code is mailed. Where she may know that it waits, its time begins only then."""
    if place.shown:
        pending.code_sent_at = place.due_at
    return CodeMail.objects.create(
        round=pending.round,
        voter_key=voter_key(pending.round, pending.email),
        sent_at=place.due_at,
    )


def _same(stored: PendingVote, *, round: Round, email: str, choices: Mapping[str, str]) -> bool:
    """Whether the stored request says the same; a done one is compared with its ballots."""
    if stored.round_id != round.pk:
        return False
    if stored.done_at is None:
        return stored.email == email and stored.choices == dict(choices)
    receipt = receipt_of(round, stored.submission_key)
    mine = Ballot.objects.filter(
        round=round,
        submission_key=stored.submission_key,
        voter__voter_key=voter_key(round, email),
    )
    return receipt is not None and receipt.choices == dict(choices) and mine.exists()
