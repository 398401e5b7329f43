"""The six digits that a nominator gets by mail."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from award.mail.domain.codes import CODE_COLUMNS, HOUR, NOMINATION, issue_code, mailed
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.programme.domain.clock import database_now
from award.programme.domain.links import page_address
from nominations.models import Nomination

NOT_HIS = "nominator"


def mail_code(nomination: Nomination) -> None:
    """Mail a new code, which replaces the earlier one. The caller holds the nomination's row.

    Raises `award.mail.domain.codes.CodeRefused`, so that the form cannot be used to flood
    somebody's mailbox: what all her unconfirmed nominations were sent in the last hour counts.
    """
    now = database_now()
    code = issue_code(nomination, NOMINATION, now=now, sent=_sent_to(nomination, now))
    nomination.save(update_fields=CODE_COLUMNS)
    _mail(nomination, code)


def _sent_to(nomination: Nomination, now: datetime) -> int:
    waiting = Nomination.objects.unconfirmed_of(nomination.nominator_email, since=now - HOUR)
    return int(waiting.aggregate(sent=Sum("codes_sent", default=0))["sent"])


def _mail(nomination: Nomination, code: str) -> None:
    """With a link that opens a page and does nothing else; its key is in no other place."""
    edition = nomination.round.edition
    link = page_address(
        "nomination_confirm",
        language=nomination.language,
        award=edition.award.slug,
        year=edition.year,
        key=nomination.key,
    )
    queue_message(
        "nomination_confirm",
        occasion=f"nomination-confirm:{nomination.pk}:{nomination.code_hash[:12]}",
        recipient=nomination.nominator_email,
        language=nomination.language,
        edition=edition,
        code=mailed(nomination, NOMINATION),
        whose=Whose(NOT_HIS, nomination.pk),
        context={"edition": edition, "code": code, "link": link},
    )
