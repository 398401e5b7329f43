"""The days before a new organiser counts as the second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.people.domain.witnessing import OutsideWitness
from award.people.forms.witness import WitnessFields
from award.programme.domain.moments import by_our_clock
from award.programme.forms.texts import OneLine
from award.programme.models import Organisation
from award.programme.models.organisation import LEAST_DAYS, MOST_DAYS


class SeniorityForm(WitnessFields):
    """The witness is for a lower number, where nobody can second it."""

    days = forms.IntegerField(
        label=gettext_lazy("Days before a new organiser counts as the second person"),
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
    )
    reason = OneLine(
        label=gettext_lazy("Why?"),
        max_length=500,
        help_text=gettext_lazy(
            "Stands in the log of the organisation, and with fewer days on the page of the rules."
        ),
    )
    field_order = ("days", "reason")

    def __init__(self, data: Any = None, *, organisation: Organisation, alone: bool) -> None:
        super().__init__(data)
        self.fields["days"].initial = organisation.seniority_next or organisation.seniority_days
        self.fields["days"].help_text = _help(organisation)
        if not alone:
            del self.fields["witness_name"], self.fields["witness_email"]

    def witness(self) -> OutsideWitness | None:
        return super().witness() if "witness_name" in self.fields else None


def _help(organisation: Organisation) -> str:
    """What each direction takes, with what holds and what waits."""
    told = {"days": organisation.seniority_days, "least": LEAST_DAYS, "most": MOST_DAYS}
    said = (
        _(
            "Now %(days)d; between %(least)d and %(most)d. More days hold when as many as now have passed, and every "
            "owner is told. Fewer take two people, and hold at once."
        )
        % told
    )
    if not organisation.seniority_from:
        return said
    when = by_our_clock(organisation.seniority_from)
    waits = _("From %(when)s it is %(next)d: write %(days)d to leave it as it is.")
    return f"{said} {waits % (told | {'when': when, 'next': organisation.seniority_next})}"
