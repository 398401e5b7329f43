"""The rows of a choice that waits for its code: one statement keeps them, and one empties them when it is cast.

Written out, since the spike of a vote is here: the same statements put together anew for every vote take longer than the
database takes for them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from voting.ballots.models import CodeMail, PendingVote

_KEEP = """
    WITH mail AS (
        INSERT INTO ballots_codemail (id, round_id, mailbox, sent_at)
        VALUES (%(mail)s, %(round)s, %(mailbox)s, %(mailed_at)s)
    )
    INSERT INTO ballots_pendingvote
        (key, round_id, submission_key, envelope, mailbox, receipt, language,
         code_renewal, code_attempts, code_sent_at, codes_sent)
    VALUES (%(key)s, %(round)s, %(submission)s, %(envelope)s, %(mailbox)s, '', %(language)s,
            %(renewal)s, %(attempts)s, %(sent_at)s, %(sent)s)
    ON CONFLICT (key) DO UPDATE SET
        code_renewal = EXCLUDED.code_renewal, code_attempts = EXCLUDED.code_attempts,
        code_sent_at = EXCLUDED.code_sent_at, codes_sent = EXCLUDED.codes_sent
"""
_EMPTY = """
    UPDATE ballots_pendingvote
    SET done_at = %s, envelope = '', mailbox = '', code_renewal = '', receipt = %s WHERE key = %s
"""


def keep_waiting(pending: PendingVote, *, mailed_at: datetime) -> CodeMail:
    """Store the choice, or the newer code of one that is stored, with the note that a code is mailed."""
    mail = CodeMail(
        id=uuid4(), round_id=pending.round_id, mailbox=pending.mailbox, sent_at=mailed_at
    )
    values: dict[str, Any] = {
        "mail": mail.id,
        "round": pending.round_id,
        "mailbox": pending.mailbox,
        "mailed_at": mailed_at,
        "key": pending.key,
        "submission": pending.submission_key,
        "envelope": pending.envelope,
        "language": pending.language,
        "renewal": pending.code_renewal,
        "attempts": pending.code_attempts,
        "sent_at": pending.code_sent_at,
        "sent": pending.codes_sent,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
    pending._state.adding = False
    return mail


def empty_waiting(pending: PendingVote, *, done_at: datetime, receipt: bytes) -> None:
    """Neither address nor choices are kept beside the ballot; `receipt` is what one browser opens."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY, [done_at, receipt, pending.key])
