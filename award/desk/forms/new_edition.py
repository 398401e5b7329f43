"""A form for a new year of an award."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.desk.domain.first_year import NOON, SHAPES, propose_days
from award.desk.forms.event import DEFAULT_ZONE, EVENT_LABELS, ZONES
from award.programme.forms.moments import ZonedMoment, with_now
from award.programme.forms.texts import OneLine
from award.programme.models import Edition
from award.programme.models.round import KINDS
from award.rules.domain.document import OpensInPast, RulesError, Window
from award.rules.domain.naming import moment_labels
from award.rules.forms.fields import openings

YEAR = timedelta(weeks=52)
FIRST_GALA = timedelta(weeks=15)  # from now, where nobody has said when it is


class NewEditionForm(forms.Form):
    """A new year: the times are those of the year before, 52 weeks later on the same weekday.

    A first year has none before it: its times are `days`, or proposed from a day in some months.
    """

    may_open_now: tuple[tuple[str, str], ...] = ()
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    event_sv = OneLine(label=EVENT_LABELS["event_sv"], max_length=120, required=False)
    event_en = OneLine(label=EVENT_LABELS["event_en"], max_length=120, required=False)
    place = OneLine(label=EVENT_LABELS["place"], max_length=120, required=False)
    time_zone = forms.ChoiceField(label=EVENT_LABELS["time_zone"], choices=ZONES)

    def __init__(
        self,
        *args: Any,
        before: Edition | None,
        now: datetime,
        days: Mapping[str, datetime] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        started = _as_before(before) if before else _first(days or _in_some_months(now))
        for name, value in started.items():
            if name in self.fields:
                self.fields[name].initial = value
        zone = ZoneInfo(self._zone(started["time_zone"]))
        if self.is_bound:
            self.data = with_now(self.data, zone=zone, now=now)
        for name, label in moment_labels().items():
            self.fields[name] = ZonedMoment(
                label=label, zone=zone, initial=started.get(name), required=name == "announce_at"
            )

    def _zone(self, otherwise: str) -> str:
        asked = str(self.data.get(self.add_prefix("time_zone"), ""))
        return asked if (asked, asked) in ZONES else otherwise

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for kind in KINDS:
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
            for kind in KINDS
        }
        return {kind: Window(*both) for kind, both in times.items() if all(both)}

    def fields_of_edition(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("event_sv", "event_en", "place", "time_zone")}

    def show(self, error: RulesError) -> None:
        """Put each problem by the field it is about."""
        for path, what in error.problems.items():
            name = path.replace(".", "_")
            self.add_error(name if name in self.fields else None, what)
        if isinstance(error, OpensInPast):
            self.may_open_now = openings(self, error)


def _first(days: Mapping[str, datetime]) -> dict[str, Any]:
    return {"year": days["announce_at"].year, "time_zone": DEFAULT_ZONE, **days}


def _in_some_months(now: datetime) -> dict[str, datetime]:
    gala = timezone.localtime(now, ZoneInfo(DEFAULT_ZONE)) + FIRST_GALA
    noon = gala.replace(hour=NOON, minute=0, second=0, microsecond=0)
    return propose_days(SHAPES[0], noon, now=now)


def _as_before(before: Edition) -> dict[str, Any]:
    return {"year": before.year + 1, **_words(before), **_times(before)}


def _words(before: Edition) -> dict[str, str]:
    return {name: getattr(before, name) for name in EVENT_LABELS}


def _times(before: Edition) -> dict[str, datetime]:
    """Wall times stay: a year later noon is still noon."""
    times = {"announce_at": before.announce_at}
    for each in sorted(before.rounds.all(), key=lambda r: r.place, reverse=True):
        times |= {f"{each.kind}_opens_at": each.opens_at, f"{each.kind}_closes_at": each.closes_at}
    return {name: timezone.localtime(at, before.zone) + YEAR for name, at in times.items()}
