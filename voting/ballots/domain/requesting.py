"""From a choice to a code by mail: nothing is cast yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from award.mail.domain.codes import HOUR, VOTE, issue_code, mailed
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from award.programme.models import Round
from voting.ballots.domain.casting import SubmissionReused, receipt_of
from voting.ballots.domain.voterkey import voter_key
from voting.ballots.models import Ballot, CodeMail, PendingVote

CODE_MAILED = "vote"
# The first is always locked before the second, so nobody waits in a ring.
_TURNS = """
    SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)),
           pg_advisory_xact_lock(hashtextextended(%s, 0))
"""
# How many there were before, what time it is, and one more: undone when that was too many.
_NOTE = """
    WITH earlier AS (
        SELECT count(*) AS number FROM ballots_codemail
        WHERE round_id = %(round)s AND voter_key = %(key)s
          AND sent_at > statement_timestamp() - %(hour)s
    )
    INSERT INTO ballots_codemail (id, round_id, voter_key) VALUES (%(id)s, %(round)s, %(key)s)
    RETURNING (SELECT number FROM earlier), clock_timestamp()
"""


@again_after_deadlock
@transaction.atomic
def request_vote(
    *, round: Round, email: str, choices: Mapping[str, str], submission: UUID, language: str = "sv"
) -> PendingVote:
    """Keep the choices and mail a code; the same submission is kept and mailed once.

    Raises `award.programme.domain.guard.RoundNotOpen`, `SubmissionReused` for another content under the same
    key, and `CodeRefused` when the address was sent too many codes in the last hour.
    """
    hold_open(round.pk)
    key = voter_key(round, email)
    _take_turns(submission, key)
    stored = PendingVote.objects.filter(submission_key=submission).first()
    if stored is None:
        stored = PendingVote(
            round=round,
            submission_key=submission,
            choices=dict(choices),
            email=email,
            language=language,
        )
        _send_code(stored, key)
    elif not _same(stored, round=round, email=email, key=key, choices=choices):
        raise SubmissionReused
    return stored


@transaction.atomic
def renew_code(pending: PendingVote) -> None:
    """Another code for the same choices, with new tries and new time.

    Raises `CodeRefused` when asked too soon or too often.
    """
    rows = PendingVote.objects.select_for_update(of=["self"], no_key=True)
    found = rows.select_related("round__edition__award__organisation").get(pk=pending.pk)
    if found.done_at is None:
        key = voter_key(found.round, found.email)
        _take_turns(found.submission_key, key)
        _send_code(found, key)


def good_until(pending: PendingVote) -> datetime | None:
    """When the newest code stops being good."""
    return VOTE.good_until(pending)


def _take_turns(submission: UUID, key: str) -> None:
    """Until the transaction ends, two for one form or one address come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(_TURNS, [str(submission), key])


def _send_code(pending: PendingVote, key: str) -> None:
    """Store the row and mail a code, within what one address may be sent an hour.

    Never counted by network address. Nothing in the mail's row leads to the ballot.
    """
    mail = CodeMail(round=pending.round, voter_key=key)
    sent, now = _note(mail)
    code = issue_code(pending, VOTE, now=now, sent=sent)
    pending.save()
    edition = pending.round.edition
    queue_message(
        "vote_code",
        occasion=mail.occasion,
        recipient=pending.email,
        language=pending.language,
        edition=edition,
        code=mailed(pending, VOTE),
        whose=Whose(CODE_MAILED, mail.pk),
        context={
            "edition": edition,
            "code": code,
            "lifetime": VOTE.lifetime,
            "round": pending.round,
        },
    )


def _note(mail: CodeMail) -> tuple[int, datetime]:
    """Store it; how many the address had been sent in the last hour, and what time it is."""
    values: dict[str, Any] = {
        "id": mail.pk,
        "round": mail.round_id,
        "key": mail.voter_key,
        "hour": HOUR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, values)
        sent, now = cursor.fetchone()
    return int(sent), now


def _same(
    stored: PendingVote, *, round: Round, email: str, key: str, choices: Mapping[str, str]
) -> bool:
    """Whether the stored request says the same; a done one is compared with its ballots."""
    if stored.round_id != round.pk:
        return False
    if stored.done_at is None:
        return stored.email == email and stored.choices == dict(choices)
    receipt = receipt_of(round, stored.submission_key)
    mine = Ballot.objects.filter(
        round=round, submission_key=stored.submission_key, voter__voter_key=key
    )
    return receipt is not None and receipt.choices == dict(choices) and mine.exists()
