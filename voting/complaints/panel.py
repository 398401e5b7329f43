"""What complaints show on the organisers' desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from award.desk.registry import Decision, DeskLink, Panel
from award.programme.models import Edition
from voting.complaints.models import Complaint

ANSWER_WITHIN = timedelta(days=14)


class ComplaintPanel(Panel):
    def decisions(self, edition: Edition) -> Sequence[Decision]:
        waiting = list(Complaint.objects.of(edition).waiting())
        if not waiting:
            return ()
        text = ngettext(
            "%d complaint waits for an answer", "%d complaints wait for an answer", len(waiting)
        )
        due = waiting[0].created_at + ANSWER_WITHIN
        return (Decision(text % len(waiting), _url(edition), due),)

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        return (DeskLink(_("Complaints"), _url(edition)),)


def _url(edition: Edition) -> str:
    return reverse("desk_complaints", args=[edition.award.slug, edition.year])
