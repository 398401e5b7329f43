"""A form for the event, the place and the time zone of an edition."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy

from award.programme.forms.texts import field_for
from award.programme.models import Edition

ZONES = [(z, z) for z in sorted(available_timezones()) if z.startswith("Europe/") or z == "UTC"]
DEFAULT_ZONE = "Europe/Stockholm"
EVENT_LABELS = {
    "event_sv": gettext_lazy("The event where it is announced, in Swedish"),
    "event_en": gettext_lazy("The event in English"),
    "place": gettext_lazy("Place"),
    "time_zone": gettext_lazy("Time zone"),
}


class EditionForm(forms.ModelForm):
    """The event, the place and the time zone; the times stand in the rules."""

    time_zone = forms.ChoiceField(label=EVENT_LABELS["time_zone"], choices=ZONES)

    class Meta:
        model = Edition
        formfield_callback = field_for
        fields = ("event_sv", "event_en", "place", "time_zone")
        labels = EVENT_LABELS
