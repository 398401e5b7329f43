"""Telling a nominee, and asking whether she takes part: by mail, or noted when it was done by others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose, has_been_ended
from award.people.models import Person
from award.programme.domain.clock import database_now, edition_now
from award.programme.domain.links import page_address
from award.programme.models import Edition
from nominations.domain.consenting import her_last_day, needs_yes
from nominations.domain.locking import categories_of, held
from nominations.domain.self_nomination import all_own
from nominations.models import Candidate

ASK_AGAIN_AFTER = timedelta(minutes=1)
NOT_HER = "nominee"


class CannotInform(Exception):
    """Nothing was mailed; `why` is "address" (there is none), "not_her", "declined" or "soon"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@transaction.atomic
def inform(candidate: Candidate, *, by: Person | str) -> None:
    """Mail the candidate that she is nominated, and the link to her own page (GDPR art. 14).

    The mail holds nothing that a nominator wrote and no organiser has read. Raises `CannotInform`.
    """
    found = held(candidate)
    _check_may_inform(found)
    now = edition_now(found.edition)
    found.asked_at, found.informed_at = found.asked_at or now, found.informed_at or now
    mail_link(found, "candidate_informed", occasion="informed")
    record("candidate.informed", actor=by, object=found, edition=found.edition)


def ask_everybody(edition: Edition, *, by: Person) -> int:
    """Ask all who can be written to and have not been; asked for twice, nobody is asked twice.

    Returns how many were asked.
    """
    asked = 0
    for candidate in Candidate.objects.filter(edition=edition).not_asked().order_by("id"):
        asked += _ask_once(candidate, by)
    return asked


@transaction.atomic
def note_told(candidate: Candidate, *, by: Person, how: str) -> None:
    """She was told in another way than by our mail: the clock of article 14 stops, `how` is logged.

    From then on it does not matter whether our mail arrived.

    Raises `CannotInform` when she has declined.
    """
    found = held(candidate)
    if found.declined_at:
        raise CannotInform("declined")
    if found.informed_at is None or found.informed_at == found.asked_at:
        found.informed_at = edition_now(found.edition)
    found.save(update_fields=["informed_at"])
    record("candidate.informed", actor=by, object=found, edition=found.edition, reason=how)


def mail_link(
    candidate: Candidate, template: str, *, occasion: str, more: Mapping[str, Any] | None = None
) -> None:
    """Mail the way to her page, which is good for a while from now. The caller holds her row.

    `more` is what the template says beside what each of these mails does.
    """
    edition = candidate.edition
    candidate.link_sent_at = database_now()
    candidate.save()
    queue_message(
        template,
        occasion=f"candidate-{occasion}:{candidate.pk}:{candidate.link_sent_at:%y%m%d%H%M%S%f}",
        recipient=candidate.address,
        language=candidate.language,
        edition=edition,
        unlisted=candidate.is_protected,
        whose=Whose(NOT_HER, candidate.pk),
        context={
            "edition": edition,
            "candidate": candidate,
            "categories": categories_of(candidate),
            "link": page_of(candidate),
            "own": all_own(candidate),
            "last_day": her_last_day(candidate),
            "needs_yes": needs_yes(edition),
            **(more or {}),
        },
    )


def forget_old_link(candidate: Candidate) -> None:
    """No link and no code that was mailed opens her page any more. The caller holds the row and saves."""
    candidate.answer_key, candidate.former_key, candidate.link_sent_at = uuid4(), None, None
    candidate.code_renewal = ""


def page_of(candidate: Candidate) -> str:
    """The absolute address of her own page."""
    edition = candidate.edition
    return page_address(
        "candidate_answer",
        language=candidate.language,
        award=edition.award.slug,
        year=edition.year,
        key=candidate.answer_key,
    )


@transaction.atomic
def _ask_once(candidate: Candidate, by: Person) -> bool:
    found = held(candidate)
    if found.asked_at:
        return False
    try:
        inform(found, by=by)
    except CannotInform:
        return False
    return True


def _check_may_inform(candidate: Candidate) -> None:
    if not candidate.address:
        raise CannotInform("address")
    if candidate.declined_at or candidate.erased_at:
        raise CannotInform("declined")
    if has_been_ended(Whose(NOT_HER, candidate.pk), candidate.address):
        raise CannotInform("not_her")
    if candidate.link_sent_at and candidate.link_sent_at > database_now() - ASK_AGAIN_AFTER:
        raise CannotInform("soon")
