"""Confirming a nomination: by the browser that sent it, or by the code from the mail."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from award.domain.clock import database_now
from award.domain.codes import MAX_ATTEMPTS, code_matches, hash_code, new_code
from nominations.domain.submitting import send_code
from nominations.models import Nomination

GRACE = timedelta(hours=48)


class ConfirmationError(Exception):
    """The nomination was not confirmed; `why` is "wrong", "spent" or "late"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def confirm_by_code(nomination: Nomination, code: str) -> Nomination:
    """Raises `ConfirmationError`. A wrong code counts, also when the caller's work is undone."""
    with transaction.atomic():
        found = _locked(nomination)
        if found.confirmed_at:
            return found
        if found.code_attempts >= MAX_ATTEMPTS:
            raise ConfirmationError("spent")
        right = code_matches(code, found.code_hash, purpose=f"nomination:{found.submission_key}")
        if right:
            return _confirm(found)
        found.code_attempts += 1
        found.save(update_fields=["code_attempts"])
    raise ConfirmationError("wrong")


@transaction.atomic
def confirm_from_same_browser(nomination: Nomination) -> Nomination:
    """For the browser whose session sent it and now opens the mailed link. Raises as above."""
    found = _locked(nomination)
    return found if found.confirmed_at else _confirm(found)


@transaction.atomic
def renew_code(nomination: Nomination) -> None:
    """A new code for a nomination that is not confirmed yet."""
    found = _locked(nomination)
    if found.confirmed_at:
        return
    code = new_code()
    found.code_hash = hash_code(code, purpose=f"nomination:{found.submission_key}")
    found.code_attempts = 0
    found.save(update_fields=["code_hash", "code_attempts"])
    send_code(found, code)


def _locked(nomination: Nomination) -> Nomination:
    return Nomination.objects.select_for_update().get(pk=nomination.pk)


def _confirm(nomination: Nomination) -> Nomination:
    now = database_now()
    if now > nomination.round.closes_at + GRACE:
        raise ConfirmationError("late")
    nomination.confirmed_at = now
    nomination.save(update_fields=["confirmed_at"])
    return nomination
