"""Receiving a complaint."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from award.limits.domain.asking import Purpose, QueueFull, ask_for_mail
from award.limits.domain.budgets import Budget, spend
from award.limits.domain.sources import OURS, Source
from award.log.domain.recording import record
from award.people.domain.canonical import one_mailbox
from award.programme.domain.clock import edition_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.models import Edition
from voting.complaints.domain.mail import tell_receiver, tell_writer
from voting.complaints.domain.period import complaint_period
from voting.complaints.models import Complaint

# From one network. Of an address none are counted: anybody could use up hers before its last day.
COMPLAINTS = Budget("complaints", ((5, timedelta(hours=1)), (10, timedelta(days=1))))


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
    edition: Edition,
    *,
    wording: Wording,
    submission: UUID,
    language: str = "sv",
    source: Source = OURS,
) -> Complaint:
    """Store it, mail whoever receives complaints and whoever wrote it. The same form is stored once.

    Whoever wrote it is mailed where her mailbox has room for that. Raises `ComplaintRefused` after the last day, and
    where more than `COMPLAINTS` come from one network.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    found = Complaint.objects.filter(submission_key=submission).first()
    if found:
        return found
    _refuse(edition, source)
    complaint = Complaint.objects.create(
        edition=edition,
        submission_key=submission,
        language=language,
        created_at=edition_now(edition),
        **asdict(wording),
    )
    tell_receiver(complaint)
    if _may_be_mailed(source, complaint.email):
        tell_writer(complaint)
    record(
        "complaint.received",
        actor="complainant",
        object=complaint,
        edition=edition,
        after={"about": complaint.about},
    )
    return complaint


def _refuse(edition: Edition, source: Source) -> None:
    if complaint_period(edition).is_over:
        raise ComplaintRefused(_("The last day to complain has passed."))
    if source != OURS and not spend(COMPLAINTS, source.network):
        raise ComplaintRefused(
            _(
                "Very many complaints have come from your network. Send it again in a while, or mail it to the "
                "address on this page: that counts as well, if it comes before the last day ends."
            )
        )


def _may_be_mailed(source: Source, address: str) -> bool:
    """She sees her own page in any case."""
    try:
        with transaction.atomic():
            to = one_mailbox(address)
            return ask_for_mail(source.patient(), to, Purpose.COMPLAINT).mailed
    except QueueFull:
        return False
