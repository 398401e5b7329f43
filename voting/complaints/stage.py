"""The link to complaints on an edition's public pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition
from award.programme.stages import Link, Stage


class ComplaintStage(Stage):
    def links(self, edition: Edition, calendar: Calendar) -> Sequence[Link]:
        """From the first opening on: before it there is nothing to complain about."""
        if not calendar.rounds or calendar.now < calendar.rounds[0].opens_at:
            return ()
        url = reverse("complaints", args=[edition.award.slug, edition.year])
        return (Link(_("Complaints"), url, quiet=True),)
