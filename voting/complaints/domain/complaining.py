"""Receiving a complaint."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.programme.domain.clock import edition_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.models import Edition
from voting.complaints.domain.mail import tell_received
from voting.complaints.domain.period import complaint_period
from voting.complaints.models import Complaint

MOST_WAITING = 3  # of one address in one edition: whoever has more to say waits for an answer


class ComplaintRefused(Exception):
    """Says to whoever complains why it was not received."""


@dataclass(frozen=True)
class Wording:
    """What was filled in; `about` is a `Complaint.About`."""

    about: str
    name: str
    email: str
    text: str


@again_after_deadlock
@transaction.atomic
def complain(
    edition: Edition, *, wording: Wording, submission: UUID, language: str = "sv"
) -> Complaint:
    """Store it, mail whoever receives complaints and whoever wrote it. The same form is stored once.

    Raises `ComplaintRefused` after the last day, and where an address has `MOST_WAITING`.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    found = Complaint.objects.filter(submission_key=submission).first()
    if found:
        return found
    _refuse(edition, wording)
    complaint = Complaint.objects.create(
        edition=edition,
        submission_key=submission,
        language=language,
        created_at=edition_now(edition),
        **asdict(wording),
    )
    tell_received(complaint)
    record(
        "complaint.received",
        actor="complainant",
        object=complaint,
        edition=edition,
        after={"about": complaint.about},
    )
    return complaint


def _refuse(edition: Edition, wording: Wording) -> None:
    if complaint_period(edition).is_over:
        raise ComplaintRefused(_("The last day to complain has passed."))
    waiting = Complaint.objects.of(edition).from_address(wording.email).waiting()
    if waiting.count() >= MOST_WAITING:
        raise ComplaintRefused(
            _("%d complaints from this address wait for an answer. Wait for one of them first.")
            % MOST_WAITING
        )
