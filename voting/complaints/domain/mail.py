"""Who is told of a complaint, and of its answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from award.mail.domain.messaging import queue_message
from award.mail.domain.not_me import Whose
from award.programme.domain.links import page_address
from award.programme.models import Organisation
from voting.complaints.domain.period import complaint_period
from voting.complaints.models import Complaint

WRITTEN = "complaint"


def receiver_of(organisation: Organisation) -> tuple[str, str]:
    """Whoever receives complaints: name and address; the organisation's own where nobody is named."""
    name = organisation.complaints_to or organisation.name
    return name, organisation.complaints_email or organisation.email


def tell_writer(complaint: Complaint, *, due_at: datetime) -> None:
    """That it was received, and where the answer will stand."""
    _mail_writer(complaint, "complaint_received", due_at=due_at)


def tell_receiver(complaint: Complaint, *, due_at: datetime) -> None:
    _name, address = receiver_of(complaint.edition.award.organisation)
    place = {"award": complaint.edition.award.slug, "year": complaint.edition.year}
    link = page_address("desk_complaints", language="sv", **place)
    queue_message(
        "complaint_made",
        occasion=f"complaint:{complaint.pk}:made",
        recipient=address,
        edition=complaint.edition,
        context=_context(complaint) | {"link": link},
        due_at=due_at,
    )


def tell_answered(complaint: Complaint) -> None:
    _mail_writer(complaint, "complaint_answered")


def _mail_writer(complaint: Complaint, template: str, *, due_at: datetime | None = None) -> None:
    """Nobody, where whoever wrote it has been erased."""
    if not complaint.email:
        return
    link = page_address(
        "complaint",
        language=complaint.language,
        award=complaint.edition.award.slug,
        year=complaint.edition.year,
        key=complaint.key,
    )
    queue_message(
        template,
        occasion=f"complaint:{complaint.pk}:{template}",
        recipient=complaint.email,
        language=complaint.language,
        edition=complaint.edition,
        whose=Whose(WRITTEN, complaint.pk),
        context=_context(complaint) | {"link": link},
        due_at=due_at,
    )


def _context(complaint: Complaint) -> dict[str, Any]:
    name, _address = receiver_of(complaint.edition.award.organisation)
    return {
        "complaint": complaint,
        "edition": complaint.edition,
        "receiver": name,
        "period": complaint_period(complaint.edition),
    }
