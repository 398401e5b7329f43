"""The form for one more round."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from award.programme.forms.moments import ZonedMoment
from award.programme.forms.texts import OneLine
from award.programme.models.round import KINDS, RoundKind
from award.rules.domain.document import Rules, RulesError, Text, Window
from award.rules.forms.rounds import LONGEST_NAME


class NewRoundForm(forms.Form):
    """What kind of round, what it is called, for whom, and when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happens in it?"),
        choices=[(kind, RoundKind(kind).label) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    name_sv = OneLine(
        label=gettext_lazy("What the round is called, in Swedish"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("Needed where there are several rounds of one kind."),
    )
    name_en = OneLine(
        label=gettext_lazy("What the round is called, in English"),
        required=False,
        max_length=LONGEST_NAME,
    )

    def __init__(
        self, *args: Any, rules: Rules, zone: ZoneInfo, window: Window, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(rules.categories) > 1:
            reader = get_language() or "sv"
            self.fields["only_for"] = forms.MultipleChoiceField(
                label=_("Only for these categories"),
                required=False,
                choices=[(c.slug, c.name.in_language(reader)) for c in rules.categories],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("For all of them where none is chosen."),
            )
        self.fields["opens_at"] = ZonedMoment(
            label=_("The round opens"), zone=zone, initial=window.opens_at
        )
        self.fields["closes_at"] = ZonedMoment(
            label=_("The round closes"), zone=zone, initial=window.closes_at
        )

    def said(self) -> dict[str, Any]:
        """As `award.rules.domain.rounds_made.with_new_round` takes it, but for the kind."""
        data = self.cleaned_data
        return {
            "name": Text(data["name_sv"], data["name_en"]),
            "only_for": data.get("only_for", ()),
            "window": Window(data["opens_at"], data["closes_at"]),
        }

    def show(self, error: RulesError) -> None:
        """Put each problem by the field that it is about, as far as it is one of these."""
        for path, what in error.problems.items():
            field = path.rpartition(".")[2]
            self.add_error(field if field in ("opens_at", "closes_at") else None, what)
