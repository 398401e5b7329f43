"""What two people decide about a sealed result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from award.people.forms.witness import WitnessFields
from award.people.models.proposal import LONGEST
from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import Lines
from voting.results.domain.deciding import TITLES
from voting.results.domain.extra_planning import LEAST_STANDING, Plan
from voting.results.domain.questions import AGAIN, CORRECT, MEETING, RUNNER_UP
from voting.results.domain.standings import CategoryResult

REASON = _(
    "Everybody can read it, at once and for ever. Before the announcement it must not say who wins."
)


class _ReasonForm(WitnessFields):
    reason = Lines(label=_("Why"), help_text=REASON, max_length=LONGEST, rows=4)


class DecisionForm(_ReasonForm):
    """An answer to a question that a category leaves to people; `acts` are the answers there are."""

    act = forms.ChoiceField(label=_("What is to happen"), widget=forms.RadioSelect)
    winner = forms.ChoiceField(
        label=_("The winner whom the jury chose"),
        required=False,
    )
    minutes = Lines(
        label=_("Minutes of the jury's meeting"),
        help_text=_(
            "Who took part, and what was said. Organisers read them, and a witness who is asked."
        ),
        required=False,
        max_length=20_000,
        rows=6,
    )
    stands = forms.MultipleChoiceField(
        label=_("Who stands"),
        help_text=_("Everybody can see who, once it is decided. They get a mail."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among those who still take part.")},
    )

    def __init__(
        self,
        data: Any,
        *,
        acts: Sequence[str],
        category: CategoryResult,
        runners_up: Sequence[str],
        standing: Sequence[str],
        zone: ZoneInfo,
    ) -> None:
        """`standing`: aliases of those who can stand in an extra vote."""
        stands = [alias for alias in category.tied if alias in standing] or list(standing)
        super().__init__(data, initial={"act": acts[0], "stands": stands})
        self.runners_up = list(runners_up)
        known = [(s.candidate.alias, s.candidate.label) for s in category.standings]
        self.fields["act"].choices = [(act, TITLES[act]) for act in acts]  # type: ignore[attr-defined]
        self.fields["winner"].choices = [("", "–"), *known]  # type: ignore[attr-defined]
        self.fields["stands"].choices = [(a, label) for a, label in known if a in standing]  # type: ignore[attr-defined]
        self.fields["opens_at"] = ZonedMoment(
            label=_("It opens"),
            help_text=_("Leave it empty, and it opens as soon as a second person has said yes."),
            zone=zone,
            required=False,
        )
        self.fields["closes_at"] = ZonedMoment(
            label=_("It closes"),
            help_text=_(
                "It can be made longer until it is over, by two people, and never shorter."
            ),
            zone=zone,
            required=False,
        )
        self._parts = [
            ("", ["act"]),
            (_("Where the jury has met"), ["winner", "minutes"] if MEETING in acts else []),
            (_("For an extra vote"), ["stands", "opens_at", "closes_at"] if AGAIN in acts else []),
            ("", ["reason", "witness_name", "witness_email"]),
        ]

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields beneath their headings."""
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self._parts
            if names
        ]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("act") == AGAIN:
            if len(cleaned.get("stands", ())) < LEAST_STANDING and "stands" not in self.errors:  # type: ignore[arg-type]
                said = ngettext("Choose at least %d.", "Choose at least %d.", LEAST_STANDING)
                self.add_error("stands", said % LEAST_STANDING)
            if not cleaned.get("closes_at") and "closes_at" not in self.errors:
                self.add_error("closes_at", _("Say when the extra vote closes."))
        return cleaned

    def plan(self) -> Plan | None:
        """Of a valid form: the extra vote that it asks for."""
        data = self.cleaned_data
        if data["act"] != AGAIN:
            return None
        return Plan(data["opens_at"], data["closes_at"], tuple(data["stands"]))

    def aliases(self) -> list[str]:
        """Of a valid form: who gets the prize by it."""
        if self.cleaned_data["act"] == RUNNER_UP:
            return self.runners_up
        if self.cleaned_data["act"] == AGAIN:
            return []
        winner = self.cleaned_data["winner"]
        return [winner] if winner else []


class CorrectionForm(_ReasonForm):
    """Counting a category again, without those who should not have stood."""

    act = CORRECT
    struck = forms.MultipleChoiceField(
        label=_("Count without"),
        help_text=_(
            "Whoever turned out not to be eligible. With nobody ticked, everything is counted again as it is."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["struck", "reason", "witness_name", "witness_email"]

    def __init__(self, data: Any, *, category: CategoryResult) -> None:
        super().__init__(data)
        self.fields["struck"].choices = [  # type: ignore[attr-defined]
            (s.candidate.alias, s.candidate.label) for s in category.standings
        ]

    def aliases(self) -> list[str]:
        """Of a valid form."""
        return list(self.cleaned_data["struck"])
