"""The six digits that a nominator gets by mail."""

from __future__ import annotations

from datetime import timedelta

from award.mail.domain.codes import code_matches, hash_code, new_code
from award.mail.domain.messaging import queue_message
from award.programme.domain.clock import database_now
from award.programme.domain.links import page_address
from nominations.models import Nomination

COOLDOWN = timedelta(seconds=60)
MOST_CODES = 6
MOST_WAITING, WAITING_WITHIN = 6, timedelta(hours=1)


class NoCode(Exception):
    """No code was mailed: `why` is "soon" (a minute has not passed) or "often"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def issue_code(nomination: Nomination) -> None:
    """Mail a new code, which replaces the earlier one. The caller holds the nomination's row.

    Raises `NoCode`, so that the form cannot be used to flood somebody's mailbox.
    """
    now = database_now()
    if nomination.code_sent_at and now < nomination.code_sent_at + COOLDOWN:
        raise NoCode("soon")
    waiting = Nomination.objects.unconfirmed_of(
        nomination.nominator_email, since=now - WAITING_WITHIN
    )
    if nomination.codes_sent >= MOST_CODES or waiting.exclude(pk=nomination.pk).count() >= (
        MOST_WAITING
    ):
        raise NoCode("often")
    code = new_code()
    nomination.code_hash = hash_code(code, purpose=_purpose(nomination))
    nomination.code_attempts, nomination.code_sent_at = 0, now
    nomination.codes_sent += 1
    nomination.save(update_fields=["code_hash", "code_attempts", "code_sent_at", "codes_sent"])
    _mail(nomination, code)


def is_code_of(nomination: Nomination, code: str) -> bool:
    """Whether it is the newest code, compared in constant time."""
    return code_matches(code, nomination.code_hash, purpose=_purpose(nomination))


def _purpose(nomination: Nomination) -> str:
    return f"nomination:{nomination.submission_key}"


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
        occasion=f"nomination-confirm:{nomination.pk}:{nomination.codes_sent}",
        recipient=nomination.nominator_email,
        language=nomination.language,
        edition=edition,
        context={"edition": edition, "code": code, "link": link},
    )
