"""What a complaint does to an edition that is to be deleted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from award.programme.models import Edition
from voting.complaints.models import Complaint


def kept_by_complaints(edition: Edition) -> str:
    if Complaint.objects.filter(edition=edition).exists():
        return _("Somebody has complained: the edition stays.")
    return ""
