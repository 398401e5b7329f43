"""Nothing is kept of a mail with a code that has grown old, in whatever state it is."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from award.mail.domain.letters import SIGN_IN, kinds
from award.mail.models import Message

STANDS_STILL = (Message.State.FAILED, Message.State.UNCERTAIN, Message.State.LAPSED)
_COUNTED = """
    WITH sent AS (
        DELETE FROM mail_message WHERE id = %(id)s AND attempts = %(attempts)s
        RETURNING edition_id, code_of
    )
    INSERT INTO mail_sentcodes (edition_id, kind, number) SELECT edition_id, code_of, 1 FROM sent
    ON CONFLICT (edition_id, kind) DO UPDATE SET number = mail_sentcodes.number + 1
"""


def count_and_forget(message: Message) -> None:
    """Of a mail with a code that was sent nothing stays but that there was one more."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"id": message.pk, "attempts": message.attempts})


def forget_old_codes() -> int:
    """Delete mails with codes that nobody can use any more; returns how many."""
    ages = {code_of: kind.policy.lifetime for code_of, kind in kinds().items()}
    ages[SIGN_IN] = timedelta(seconds=settings.SIGN_IN_CODE_SECONDS)
    old = Q(pk=None)
    for code_of, age in ages.items():
        old |= Q(code_of=code_of, created_at__lt=Now() - age)
    return Message.objects.filter(old, state__in=STANDS_STILL).delete()[0]
