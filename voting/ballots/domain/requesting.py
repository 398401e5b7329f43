"""From a choice to a code by mail: nothing is cast yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Now

from award.mail.domain.codes import hash_code, new_code
from award.mail.domain.messaging import queue_message
from award.programme.domain.clock import database_now
from award.programme.domain.guard import hold_open
from award.programme.models import Round
from voting.ballots.domain.casting import SubmissionReused, receipt_of
from voting.ballots.domain.voterkey import voter_key
from voting.ballots.models import Ballot, CodeMail, PendingVote

LIFETIME = timedelta(minutes=10)
COOLDOWN = timedelta(seconds=30)
HOUR = timedelta(hours=1)
CODES_PER_HOUR = 5


class CodeRefused(Exception):
    """No vote yet; `why` is "wrong", "spent", "old", "soon" or "often"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def request_vote(
    *, round: Round, email: str, choices: Mapping[str, str], submission: UUID, language: str = "sv"
) -> PendingVote:
    """Keep the choices and mail a code; the same submission is kept and mailed once.

    Raises `award.programme.domain.guard.RoundNotOpen`, `SubmissionReused` for another content under the same
    key, and `CodeRefused` when the address was sent too many codes in the last hour.
    """
    hold_open(round.pk)
    code = new_code()
    row = PendingVote(
        round=round,
        submission_key=submission,
        choices=dict(choices),
        email=email,
        language=language,
        code_hash=hash_code(code, purpose=code_purpose(submission)),
    )
    PendingVote.objects.bulk_create([row], ignore_conflicts=True)
    stored = PendingVote.objects.get(submission_key=submission)
    if stored.key == row.key:
        stored.round = round  # with the edition that came with it
        send_code(stored, code)
    elif not _same(stored, round=round, email=email, choices=choices):
        raise SubmissionReused
    return stored


@transaction.atomic
def renew_code(pending: PendingVote) -> None:
    """Another code for the same choices, with new tries and new time.

    Raises `CodeRefused` when asked too soon or too often.
    """
    rows = PendingVote.objects.select_for_update(of=["self"])
    found = rows.select_related("round__edition__award__organisation").get(pk=pending.pk)
    now = database_now()
    if found.done_at:
        return
    if now < found.code_sent_at + COOLDOWN:
        raise CodeRefused("soon")
    code = new_code()
    found.code_hash = hash_code(code, purpose=code_purpose(found.submission_key))
    found.attempts, found.code_sent_at = 0, now
    found.save(update_fields=["code_hash", "attempts", "code_sent_at"])
    send_code(found, code)


def good_until(pending: PendingVote) -> datetime:
    """When the newest code stops being good."""
    return pending.code_sent_at + LIFETIME


def send_code(pending: PendingVote, code: str) -> None:
    """Mail the code, within what one address may be sent an hour; never counted by network address.

    Nothing in the mail's row leads to the ballot.
    """
    mail = _count_mail(pending.round, voter_key(pending.round, pending.email))
    edition = pending.round.edition
    queue_message(
        "vote_code",
        occasion=mail.occasion,
        recipient=pending.email,
        language=pending.language,
        edition=edition,
        context={"edition": edition, "code": code, "round": pending.round},
    )


def _count_mail(round: Round, key: str) -> CodeMail:
    """Two requests for one address count one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    recent = CodeMail.objects.filter(round=round, voter_key=key, sent_at__gt=Now() - HOUR)
    if recent.count() >= CODES_PER_HOUR:
        raise CodeRefused("often")
    return CodeMail.objects.create(round=round, voter_key=key)


def _same(stored: PendingVote, *, round: Round, email: str, choices: Mapping[str, str]) -> bool:
    """Whether the stored request says the same; a done one is compared with its ballots."""
    if stored.round_id != round.pk:
        return False
    if stored.done_at is None:
        return stored.email == email and stored.choices == dict(choices)
    receipt = receipt_of(stored.submission_key)
    mine = Ballot.objects.filter(
        submission_key=stored.submission_key, voter__voter_key=voter_key(round, email)
    )
    return receipt is not None and receipt.choices == dict(choices) and mine.exists()


def code_purpose(submission: UUID) -> str:
    """What ties a code to the vote it is for."""
    return f"vote:{submission}"
