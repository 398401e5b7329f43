"""Receiving a nomination."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from award.domain.addresses import page_address
from award.domain.codes import hash_code, new_code
from award.domain.guard import hold_open
from award.domain.messaging import queue_message
from award.models import Category, Round
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


@transaction.atomic
def submit(
    *, round: Round, category: Category, wording: Wording, submission: UUID, language: str = "sv"
) -> Nomination:
    """Store the nomination and mail the nominator a code; the same submission is stored once.

    Raises `award.domain.guard.RoundNotOpen`.
    """
    earlier = Nomination.objects.filter(submission_key=submission).first()
    if earlier:
        return earlier
    hold_open(round.pk)
    code = new_code()
    row = Nomination(
        round=round,
        category=category,
        submission_key=submission,
        language=language,
        code_hash=hash_code(code, purpose=f"nomination:{submission}"),
        **vars(wording),
    )
    Nomination.objects.bulk_create([row], ignore_conflicts=True)
    stored = Nomination.objects.get(submission_key=submission)
    if stored.key == row.key:
        send_code(stored, code)
    return stored


def send_code(nomination: Nomination, code: str) -> None:
    """Mail the code, with a link that opens a page and does nothing else."""
    edition = nomination.round.edition
    queue_message(
        "nomination_confirm",
        occasion=f"nomination-confirm:{nomination.pk}:{nomination.code_hash[:12]}",
        recipient=nomination.nominator_email,
        language=nomination.language,
        edition=edition,
        context={
            "edition": edition,
            "code": code,
            "link": page_address(
                "nomination_confirm",
                language=nomination.language,
                award=edition.award.slug,
                year=edition.year,
                key=nomination.key,
            ),
        },
    )
