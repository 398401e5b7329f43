"""What two people decide about a sealed result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.people.forms.witness import WitnessFields
from award.programme.forms.texts import Lines
from voting.results.domain.deciding import TITLES
from voting.results.domain.questions import CORRECT, RUNNER_UP
from voting.results.domain.standings import CategoryResult

MOST_TEXT = 4000
REASON = _(
    "Everybody can read it, at once and for ever. Before the announcement it must not say who wins."
)


class _ReasonForm(WitnessFields):
    reason = Lines(label=_("Why"), help_text=REASON, max_length=MOST_TEXT, rows=4)


class DecisionForm(_ReasonForm):
    """An answer to a question that a category leaves to people; `acts` are the answers there are."""

    act = forms.ChoiceField(label=_("What is to happen"), widget=forms.RadioSelect)
    winner = forms.ChoiceField(
        label=_("The winner whom the jury chose"),
        help_text=_("Only where the jury has met."),
        required=False,
    )
    minutes = Lines(
        label=_("Minutes of the jury's meeting"),
        help_text=_("Who took part, and what was said. Only organisers read them."),
        required=False,
        max_length=20_000,
        rows=6,
    )
    field_order = ["act", "winner", "minutes", "reason", "witness_name", "witness_email"]

    def __init__(
        self, data: Any, *, acts: Sequence[str], category: CategoryResult, runners_up: Sequence[str]
    ) -> None:
        super().__init__(data, initial={"act": acts[0]})
        self.runners_up = list(runners_up)
        known = [(s.candidate.alias, s.candidate.label) for s in category.standings]
        self.fields["act"].choices = [(act, TITLES[act]) for act in acts]  # type: ignore[attr-defined]
        self.fields["winner"].choices = [("", "–"), *known]  # type: ignore[attr-defined]

    def aliases(self) -> list[str]:
        """Of a valid form: who gets the prize by it."""
        if self.cleaned_data["act"] == RUNNER_UP:
            return self.runners_up
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
