"""Receiving a complaint."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from award.limits.domain.asking import Place, Purpose, QueueFull, ask_for_mail
from award.limits.domain.sources import OURS, Source
from award.log.domain.recording import record
from award.people.domain.canonical import one_mailbox
from award.programme.domain.clock import edition_now
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.models import Edition
from voting.complaints.domain.mail import tell_receiver, tell_writer
from voting.complaints.domain.period import complaint_period
from voting.complaints.models import Complaint

# So many lately from one network are received as they come: each is mailed to whoever reads them all. Whoever sends more
# proves it, or waits. Of an address none are counted: anybody could use up hers before its last day.
QUIET = 5


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

    Whoever wrote it is mailed where her mailbox has room for that; she sees her own page in any case. Raises
    `ComplaintRefused` after the last day, and where even the queue of her network is full; and
    `award.limits.domain.asking.ProofNeeded` where more than `QUIET` come from it.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    found = Complaint.objects.filter(submission_key=submission).first()
    if found:
        return found
    if complaint_period(edition).is_over:
        raise ComplaintRefused(_("The last day to complain has passed."))
    place = _place(source, wording.email)
    complaint = Complaint.objects.create(
        edition=edition,
        submission_key=submission,
        language=language,
        created_at=edition_now(edition),
        **asdict(wording),
    )
    tell_receiver(complaint, due_at=place.due_at)
    if place.mailed:
        tell_writer(complaint, due_at=place.due_at)
    record(
        "complaint.received",
        actor="complainant",
        object=complaint,
        edition=edition,
        after={"about": complaint.about},
    )
    return complaint


def _place(source: Source, address: str) -> Place:
    try:
        return ask_for_mail(source, one_mailbox(address), Purpose.COMPLAINT, quiet=QUIET)
    except QueueFull:
        raise ComplaintRefused(
            _(
                "Very many complaints have come from your network. Send it again in a while, or mail it to the "
                "address on this page: that counts as well, if it comes before the last day ends."
            )
        ) from None
