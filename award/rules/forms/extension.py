"""A form by which one organiser makes an open round longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Lines


class ExtensionForm(forms.Form):
    reason = Lines(
        label=gettext_lazy("Why is the round made longer?"),
        max_length=500,
        help_text=gettext_lazy("Everybody can read it at once."),
    )

    def __init__(self, *args: Any, closes_at: datetime, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = ZonedMoment(label=_("It closes"), zone=zone, initial=closes_at)
        self.order_fields(["until", "reason"])
