"""Confirming a nomination: by the browser that sent it, or by the code from the mail."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from award.limits.domain.asking import Purpose, answer_mail, note_wrong_code
from award.limits.domain.sources import OURS, Source
from award.log.domain.recording import record
from award.mail.domain.codes import NOMINATION, CodeRefused, is_used_up, try_code
from award.people.domain.canonical import one_mailbox
from award.programme.domain.clock import database_now, edition_now
from award.programme.domain.deadlocks import again_after_deadlock
from nominations.domain.coding import mail_code
from nominations.models import Nomination

GRACE = timedelta(hours=48)


class TooLate(Exception):
    """The time to confirm is over: two days after the closing."""


@again_after_deadlock
def confirm_by_code(nomination: Nomination, code: str, source: Source = OURS) -> Nomination:
    """Raises `TooLate` and `CodeRefused`. A wrong code has been counted and committed by then."""
    with transaction.atomic():
        found = _locked(nomination)
        if found.confirmed_at:
            return found
        _check_time(found)
        why = try_code(found, NOMINATION, code, now=database_now())
        if not why:
            return _confirm(found, source)
        note_wrong_code(source, one_mailbox(found.nominator_email), Purpose.NOMINATION)
    raise CodeRefused(why)


@again_after_deadlock
@transaction.atomic
def confirm_from_same_browser(nomination: Nomination, source: Source = OURS) -> Nomination:
    """For the browser whose session sent it and now opens the mailed link. Raises `TooLate`."""
    found = _locked(nomination)
    if found.confirmed_at:
        return found
    _check_time(found)
    return _confirm(found, source)


@transaction.atomic
def renew_code(nomination: Nomination, source: Source = OURS) -> None:
    """A new code for a nomination that is not confirmed yet; it may have to queue.

    Raises `TooLate`, `CodeRefused` and `award.limits.domain.asking.QueueFull`.
    """
    found = _locked(nomination)
    if found.confirmed_at:
        return
    _check_time(found)
    mail_code(found, source.patient())


def needs_new_code(nomination: Nomination) -> bool:
    """Whether so many wrong codes were typed, or so long has passed, that only a new one helps."""
    return is_used_up(nomination, NOMINATION, now=database_now())


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__edition__award__organisation")
        .get(pk=nomination.pk)
    )


def _check_time(nomination: Nomination) -> None:
    """What came in time may be confirmed for two days after the closing."""
    if edition_now(nomination.round.edition) >= nomination.round.closes_at + GRACE:
        raise TooLate


def _confirm(nomination: Nomination, source: Source) -> Nomination:
    answer_mail(source, one_mailbox(nomination.nominator_email), Purpose.NOMINATION)
    nomination.confirmed_at = edition_now(nomination.round.edition)
    nomination.save(update_fields=["confirmed_at"])
    record(
        "nomination.confirmed",
        actor="nominator",
        object=nomination,
        edition=nomination.round.edition,
    )
    return nomination
