"""Local times that an organiser types, in the zone of her edition."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
YEARS = range(2000, 2101)
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
        for form in FORMATS:
            try:
                wall = datetime.strptime(str(value).strip(), form)
            except ValueError:
                continue
            if wall.year in YEARS:
                return self._only_meaning(wall)
        raise forms.ValidationError(_("Write day and time as 2026-11-25 18:00."))

    def _only_meaning(self, wall: datetime) -> datetime:
        first, second = (wall.replace(tzinfo=self.zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return first
        if (first.utcoffset() or 0) < (second.utcoffset() or 0):  # type: ignore[operator]
            raise forms.ValidationError(
                _("That time does not exist: the clocks go forward then. Choose another hour.")
            )
        raise forms.ValidationError(
            _("That time comes twice: the clocks go back then. Choose another hour.")
        )
