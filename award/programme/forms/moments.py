"""Local times that an organiser types, in the zone of her edition."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from award.programme.cleaning.moments import YEARS, NotAMoment, Reason, read_moment

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
OPEN_NOW = "open_now"


def with_now(data: Any, *, zone: ZoneInfo, now: datetime) -> Any:
    """What was typed; the field that the button "open now" names has this very minute in it."""
    name = data.get(OPEN_NOW)
    if not name:
        return data
    filled = data.copy()
    filled[name] = f"{timezone.localtime(now, zone):{FORMATS[0]}}"
    return filled


class ZonedMoment(forms.DateTimeField):
    """A local time in a zone: one that a clock change skips is refused, one it repeats asked about."""

    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M"
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, input_formats=FORMATS, **kwargs)
        self.zone = zone

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.localtime(value, self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):  # a field that cannot be filled in keeps its moment
            return value
        try:
            return read_moment(str(value), self.zone)
        except NotAMoment as error:
            raise forms.ValidationError(_in_words(error), code=error.reason) from None


def _in_words(error: NotAMoment) -> str:
    """Why it is no moment, and what to write."""
    return {
        Reason.SHAPE: _("Write day and time as 2026-11-25 18:00."),
        Reason.YEAR: _("The year is %(first)d to %(last)d. Look at the year."),
        Reason.MONTH: _("There are twelve months: write day and time as 2026-11-25 18:00."),
        Reason.DAY: _("That month has %(most)d days. Choose another day."),
        Reason.MIDNIGHT: _("A day ends before 24:00: write 00:00 of the day after."),
        Reason.HOUR: _("The hours are 00:00 to 23:59. Choose another time."),
        Reason.SKIPPED: _(
            "That time does not exist: the clocks go forward then. Choose another hour."
        ),
        Reason.DOUBLED: _("That time comes twice: the clocks go back then. Choose another hour."),
    }[error.reason] % {"first": YEARS[0], "last": YEARS[-1], "most": error.most}
