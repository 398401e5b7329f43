"""What is held of those who have complained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.mail.models import Message
from award.people.domain.personal.erasing import write_down
from award.people.domain.personal.keeping import until
from award.people.domain.personal.letters import empty as empty_letters
from award.people.domain.personal.mentions import take_out
from award.people.domain.personal.reach import Reach
from award.people.domain.personal.sources import Holding, Source
from award.people.domain.personal.wanted import Wanted
from award.people.models import Person
from award.programme.models import Edition, Organisation
from nominations.domain.traces import called
from nominations.models import Candidate
from voting.complaints.models import Complaint

COMPLAINTS, GONE = "complaints", "–"


class Complaints(Source):
    slug = "complaint"
    title = gettext_lazy("Has complained")
    why = gettext_lazy("So that the complaint can be looked into and answered.")
    order = 70
    holds = {Complaint: ("name", "email", "text", "answer")}

    def find(self, wanted: Wanted, reach: Reach) -> Iterable[Holding]:
        return [_holding(c) for c in _complaints(reach) if wanted.fits(c.name, c.email)]

    def get(self, key: str, reach: Reach) -> Holding | None:
        found = _complaints(reach).filter(pk=key).first() if key.isdecimal() else None
        return _holding(found) if found else None

    def until(self, holding: Holding) -> str:
        return until(COMPLAINTS, holding.edition)

    def contents(self, holding: Holding) -> Mapping[str, Any]:
        complaint: Complaint = holding.thing
        return {
            "name": complaint.name,
            "address": complaint.email,
            "about": complaint.get_about_display(),
            "text": complaint.text,
            "at": complaint.created_at,
            "answer": complaint.answer,
        }

    def goes(self, holding: Holding) -> Sequence[str]:
        return [_("The complaint: who wrote it, what it says, and what was answered.")]

    def stays(self, holding: Holding) -> Sequence[str]:
        return [_("That somebody complained, about what, and when it was answered.")]

    def erase(self, holding: Holding, *, by: Person | str, reason: str) -> bool:
        with transaction.atomic():
            if empty(Complaint.objects.filter(pk=holding.thing.pk)):
                told = Message.objects.filter(occasion__startswith=f"complaint:{holding.key}:")
                empty_letters(told.exclude(state=Message.State.SENDING))
                write_down(holding, by=by, reason=reason)
        return True

    def organisation_of(self, key: str) -> Organisation | None:
        found = (
            Complaint.objects.filter(pk=key).select_related("edition__award__organisation").first()
        )
        return found.edition.award.organisation if found else None


def forget_mentions_of(candidate: Candidate) -> None:
    """With her erasure: what she is called goes out of what others wrote in complaints and were answered."""
    complaints = Complaint.objects.filter(edition=candidate.edition_id)
    take_out(complaints, "text", names=called(candidate))
    take_out(complaints, "answer", names=called(candidate))


def empty(complaints: QuerySet[Complaint]) -> int:
    """One that was never answered stays without an answer."""
    written = complaints.exclude(email="")
    written.exclude(answer="").update(answer=GONE)
    return written.update(name=GONE, email="", text=GONE)


@transaction.atomic
def forget_old_complaints(edition: Edition, now: datetime) -> int:
    return empty(Complaint.objects.filter(edition=edition).exclude(answered_at=None))


def _complaints(reach: Reach) -> QuerySet[Complaint]:
    found = Complaint.objects.filter(edition__in=reach.editions).exclude(email="")
    return found.select_related("edition__award").order_by("pk")


def _holding(complaint: Complaint) -> Holding:
    edition = complaint.edition
    return Holding(
        "complaint", str(complaint.pk), what=_("A complaint about %s") % edition, name=complaint.name,
        addresses=(complaint.email,), edition=edition, born=complaint.created_at, thing=complaint,
        logged_as=f"complaint:{complaint.pk}",
    )  # fmt: skip
