"""Answering a complaint: once, and for the log."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from award.log.domain.recording import record
from award.people.models import Person
from award.programme.domain.clock import edition_now
from voting.complaints.domain.complaining import ComplaintRefused
from voting.complaints.domain.mail import tell_answered
from voting.complaints.models import Complaint


@transaction.atomic
def answer_complaint(complaint: Complaint, *, answer: str, by: Person) -> Complaint:
    """Raises `ComplaintRefused` when somebody answered it a moment before."""
    found = (
        Complaint.objects.select_for_update(no_key=True, of=("self",))
        .select_related("edition__award__organisation")
        .get(pk=complaint.pk)
    )
    if found.answered_at:
        raise ComplaintRefused(_("Somebody else has answered it meanwhile: their answer stands."))
    found.answer, found.answered_at, found.answered_by = answer, edition_now(found.edition), by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    tell_answered(found)
    record(
        "complaint.answered",
        actor=by,
        object=found,
        edition=found.edition,
        after={"about": found.about, "answer": answer},
    )
    return found
