"""Confirming a nomination: by the browser that sent it, or by the code from the mail."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from award.log.domain.recording import record
from award.mail.domain.codes import MAX_ATTEMPTS
from award.programme.domain.clock import edition_now
from nominations.domain.coding import NoCode, is_code_of, issue_code
from nominations.models import Nomination

GRACE = timedelta(hours=48)


class ConfirmationError(Exception):
    """It was not done; `why` is "wrong", "spent" or "late", for a new code also "soon" or "often"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def confirm_by_code(nomination: Nomination, code: str) -> Nomination:
    """Raises `ConfirmationError`. A wrong code has been counted and committed by then."""
    with transaction.atomic():
        found = _locked(nomination)
        if found.confirmed_at:
            return found
        _check_time(found)
        if found.code_attempts >= MAX_ATTEMPTS:
            raise ConfirmationError("spent")
        if is_code_of(found, code):
            return _confirm(found)
        found.code_attempts += 1
        found.save(update_fields=["code_attempts"])
    raise ConfirmationError("wrong")


@transaction.atomic
def confirm_from_same_browser(nomination: Nomination) -> Nomination:
    """For the browser whose session sent it and now opens the mailed link. Raises as above."""
    found = _locked(nomination)
    if found.confirmed_at:
        return found
    _check_time(found)
    return _confirm(found)


@transaction.atomic
def renew_code(nomination: Nomination) -> None:
    """A new code for a nomination that is not confirmed yet. Raises `ConfirmationError`."""
    found = _locked(nomination)
    if found.confirmed_at:
        return
    _check_time(found)
    try:
        issue_code(found)
    except NoCode as refusal:
        raise ConfirmationError(refusal.why) from None


def codes_are_spent(nomination: Nomination) -> bool:
    """Whether so many wrong codes were typed that only a new one helps."""
    return nomination.code_attempts >= MAX_ATTEMPTS


def _locked(nomination: Nomination) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round__edition__award__organisation")
        .get(pk=nomination.pk)
    )


def _check_time(nomination: Nomination) -> None:
    """What came in time may be confirmed for two days after the closing."""
    if edition_now(nomination.round.edition) >= nomination.round.closes_at + GRACE:
        raise ConfirmationError("late")


def _confirm(nomination: Nomination) -> Nomination:
    nomination.confirmed_at = edition_now(nomination.round.edition)
    nomination.save(update_fields=["confirmed_at"])
    record(
        "nomination.confirmed",
        actor="nominator",
        object=nomination,
        edition=nomination.round.edition,
    )
    return nomination
