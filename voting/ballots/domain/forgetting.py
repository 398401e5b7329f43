"""Forgetting what was only needed to get a code typed in."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from award.mail.models import Message
from award.programme.domain.clock import database_now
from voting.ballots.models import CodeMail, PendingVote

# Not shorter than the time in which an address's codes are counted: they are counted here.
UNCONFIRMED_KEPT_FOR = timedelta(hours=1)
RECEIPT_SHOWN_FOR = timedelta(hours=24)
BATCH = 1000


@transaction.atomic
def forget_old_votes() -> int:
    """Delete code mails and unconfirmed votes after an hour; returns how many votes were forgotten.

    A vote that was cast, emptied already, keeps its key for a day, so that the browser which cast
    it can show the receipt again.
    """
    now = database_now()
    _forget_mails(list(CodeMail.objects.filter(sent_at__lt=now - UNCONFIRMED_KEPT_FOR)[:BATCH]))
    unconfirmed = PendingVote.objects.filter(
        done_at=None, code_sent_at__lt=now - UNCONFIRMED_KEPT_FOR
    )
    cast = PendingVote.objects.filter(done_at__lt=now - RECEIPT_SHOWN_FOR)
    return int(unconfirmed.delete()[0] + cast.delete()[0])


def _forget_mails(mails: list[CodeMail]) -> None:
    """An old code is worth nothing, so its mail goes in whatever state it is."""
    if mails:
        Message.objects.filter(occasion__in=[mail.occasion for mail in mails]).delete()
        CodeMail.objects.filter(pk__in=[mail.pk for mail in mails]).delete()
