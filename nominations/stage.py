"""What nominations show on an edition's public pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from award.programme.domain.calendar import Calendar
from award.programme.domain.moments import in_zone
from award.programme.models import Edition
from award.programme.stages import Action, Stage


class NominationStage(Stage):
    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        round = calendar.round("nomination")
        if round is None or not calendar.is_open("nomination"):
            return None
        url = reverse("nominate", args=[edition.award.slug, edition.year])
        return Action(
            _("Nominate somebody"), url, _("Until %s") % in_zone(round.closes_at, edition)
        )
