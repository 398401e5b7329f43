"""Until when an extra vote is to be open instead."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from award.people.forms.witness import WitnessFields
from award.people.models.proposal import LONGEST
from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Lines


class LengtheningForm(WitnessFields):
    reason = Lines(
        label=_("Why is the vote made longer?"),
        help_text=_("Everybody can read it at once."),
        max_length=LONGEST,
        rows=3,
    )

    def __init__(self, data: Any, *, closes_at: datetime, zone: ZoneInfo) -> None:
        super().__init__(data)
        self.fields["until"] = ZonedMoment(label=_("It closes"), zone=zone, initial=closes_at)
        self.order_fields(["until", "reason", "witness_name", "witness_email"])
