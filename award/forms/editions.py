"""Forms for an edition, its categories and its partners."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.domain.rules import RulesError, Window
from award.forms.moments import ZonedMoment
from award.forms.pictures import LogoField
from award.models import Category, Edition, Partner

ZONES = [(z, z) for z in sorted(available_timezones()) if z.startswith("Europe/") or z == "UTC"]
DEFAULT_ZONE = "Europe/Stockholm"
EVENT_LABELS = {
    "event_sv": gettext_lazy("The event where it is announced, in Swedish"),
    "event_en": gettext_lazy("The event in English"),
    "place": gettext_lazy("Place"),
    "time_zone": gettext_lazy("Time zone"),
}
YEAR = timedelta(weeks=52)
# A first year, when there is none to start from: weeks from the first opening, and the hour.
FIRST = {
    "nomination_opens_at": 0,
    "nomination_closes_at": 4,
    "jury_opens_at": 4,
    "jury_closes_at": 7,
    "vote_opens_at": 8,
    "vote_closes_at": 10,
    "announce_at": 11,
}


class EditionForm(forms.ModelForm):
    """The event, the place and the time zone; the times stand in the rules."""

    time_zone = forms.ChoiceField(label=EVENT_LABELS["time_zone"], choices=ZONES)

    class Meta:
        model = Edition
        fields = ("event_sv", "event_en", "place", "time_zone")
        labels = EVENT_LABELS


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ("name_sv", "name_en", "description_sv", "description_en", "position")
        labels = {
            "name_sv": gettext_lazy("Name in Swedish"),
            "name_en": gettext_lazy("Name in English"),
            "description_sv": gettext_lazy("Who can win it, in Swedish"),
            "description_en": gettext_lazy("Who can win it, in English"),
            "position": gettext_lazy("Place in the list"),
        }
        widgets = {
            "description_sv": forms.Textarea(attrs={"rows": 3}),
            "description_en": forms.Textarea(attrs={"rows": 3}),
        }


class PartnerForm(forms.ModelForm):
    logo = LogoField()
    website = forms.URLField(
        label=gettext_lazy("Web address"), required=False, assume_scheme="https", max_length=200
    )

    class Meta:
        model = Partner
        fields = ("kind", "name", "website", "logo", "position")
        labels = {
            "kind": gettext_lazy("Part"),
            "name": gettext_lazy("Name"),
            "position": gettext_lazy("Place in the list"),
        }


class NewEditionForm(forms.Form):
    """A new year: the times are those of the year before, 52 weeks later on the same weekday."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    event_sv = forms.CharField(label=EVENT_LABELS["event_sv"], max_length=120, required=False)
    event_en = forms.CharField(label=EVENT_LABELS["event_en"], max_length=120, required=False)
    place = forms.CharField(label=EVENT_LABELS["place"], max_length=120, required=False)
    time_zone = forms.ChoiceField(label=EVENT_LABELS["time_zone"], choices=ZONES)

    def __init__(self, *args: Any, before: Edition | None, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        started = _initial(before, now)
        for name, value in started.items():
            if name in self.fields:
                self.fields[name].initial = value
        zone = ZoneInfo(self._zone(started["time_zone"]))
        for name, label in moment_labels().items():
            self.fields[name] = ZonedMoment(
                label=label, zone=zone, initial=started.get(name), required=name == "announce_at"
            )

    def _zone(self, otherwise: str) -> str:
        asked = str(self.data.get(self.add_prefix("time_zone"), ""))
        return asked if (asked, asked) in ZONES else otherwise

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for kind in ("nomination", "jury", "vote"):
            opens, closes = data.get(f"{kind}_opens_at"), data.get(f"{kind}_closes_at")
            if bool(opens) != bool(closes):
                missing = "closes_at" if opens else "opens_at"
                self._needs_both(f"{kind}_{missing}")
        return data

    def _needs_both(self, name: str) -> None:
        if name not in self.errors:
            self.add_error(name, _("Give both times, or none when the round is not held."))

    def windows(self) -> dict[str, Window]:
        """The rounds that are held."""
        times = {
            kind: (self.cleaned_data[f"{kind}_opens_at"], self.cleaned_data[f"{kind}_closes_at"])
            for kind in ("nomination", "jury", "vote")
        }
        return {kind: Window(*both) for kind, both in times.items() if all(both)}

    def fields_of_edition(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("event_sv", "event_en", "place", "time_zone")}

    def show(self, error: RulesError) -> None:
        """Put each problem by the field it is about."""
        for path, what in error.problems.items():
            name = path.replace(".", "_")
            self.add_error(name if name in self.fields else None, what)


def moment_labels() -> dict[str, str]:
    """The times of an edition, in the order of the year."""
    return {
        "nomination_opens_at": _("Nomination opens"),
        "nomination_closes_at": _("Nomination closes"),
        "jury_opens_at": _("The jury starts"),
        "jury_closes_at": _("The jury is done"),
        "vote_opens_at": _("The public vote opens"),
        "vote_closes_at": _("The public vote closes"),
        "announce_at": _("The announcement"),
    }


def _initial(before: Edition | None, now: datetime) -> dict[str, Any]:
    if before is None:
        start = timezone.localtime(now, ZoneInfo(DEFAULT_ZONE)) + timedelta(weeks=4)
        noon = start.replace(hour=12, minute=0, second=0, microsecond=0)
        times = {name: noon + timedelta(weeks=weeks) for name, weeks in FIRST.items()}
        return {"year": times["announce_at"].year, "time_zone": DEFAULT_ZONE, **times}
    return {"year": before.year + 1, **_words(before), **_times(before)}


def _words(before: Edition) -> dict[str, str]:
    return {name: getattr(before, name) for name in EVENT_LABELS}


def _times(before: Edition) -> dict[str, datetime]:
    """Wall times stay: a year later noon is still noon."""
    times = {"announce_at": before.announce_at}
    for each in before.rounds.all():
        times |= {f"{each.kind}_opens_at": each.opens_at, f"{each.kind}_closes_at": each.closes_at}
    return {name: timezone.localtime(at, before.zone) + YEAR for name, at in times.items()}
