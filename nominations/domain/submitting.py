"""Receiving a nomination."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from award.limits.domain.asking import QueueFull
from award.limits.domain.sources import OURS, Source
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.guard import hold_open
from award.programme.models import Category, Round
from nominations.domain.coding import mail_code
from nominations.models import Nomination


@dataclass(frozen=True)
class Wording:
    """What a nominator filled in."""

    nominee_name: str
    motivation: str
    nominator_name: str
    nominator_email: str
    nominee_workplace: str = ""
    nominee_email: str = ""
    nominee_age: str = ""


@again_after_deadlock
@transaction.atomic
def submit(
    *,
    round: Round,
    category: Category,
    wording: Wording,
    submission: UUID,
    language: str = "sv",
    suspicion: str = "",
    source: Source = OURS,
) -> Nomination:
    """Store the nomination and mail the nominator a code; the same submission is stored once.

    Other words under the same key (somebody went back in the browser, changed the text and sent
    it again) are a nomination of their own, so that nothing that was typed is lost.
    Raises `award.programme.domain.guard.RoundNotOpen`, and `award.limits.domain.asking.ProofNeeded` where more is
    asked for than people do.
    """
    if category.edition_id != round.edition_id or not round.is_for(category):
        raise ValueError("the category is not one of the round")
    row = Nomination(
        round=round,
        category=category,
        submission_key=submission,
        language=language,
        suspicion=suspicion,
        **asdict(wording),
    )
    found = _once(row, source)
    if _says(found, category, wording):
        return found
    row.submission_key = _key_for(submission, category, wording)
    return _once(row, source)


def _once(row: Nomination, source: Source) -> Nomination:
    """What is stored under the row's key, stored now if nothing was."""
    found = Nomination.objects.filter(submission_key=row.submission_key).first()
    if found:
        return found
    row.created_at = hold_open(row.round_id)
    return _store(row, source)


def _store(row: Nomination, source: Source) -> Nomination:
    """The row, or the one that another request stored under the same key a moment before."""
    Nomination.objects.bulk_create([row], ignore_conflicts=True)
    stored = Nomination.objects.select_related("round__edition__award__organisation").get(
        submission_key=row.submission_key
    )
    if stored.key == row.key:
        _try_to_mail(stored, source)
    return stored


def _try_to_mail(nomination: Nomination, source: Source) -> None:
    """Where even the queue is full she asks for the code later; no nomination is turned away."""
    try:
        mail_code(nomination, source)
    except QueueFull:
        return


def _says(nomination: Nomination, category: Category, wording: Wording) -> bool:
    words = asdict(wording)
    return nomination.category_id == category.pk and all(
        getattr(nomination, name) == value for name, value in words.items()
    )


def _key_for(submission: UUID, category: Category, wording: Wording) -> UUID:
    """The same for the same words, so that it too is stored once."""
    return uuid.uuid5(submission, repr((category.pk, sorted(asdict(wording).items()))))
