"""The jury's forms."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from award.people.domain.witnessing import OutsideWitness
from award.people.forms.witness import WitnessFields
from award.programme.domain.figures import share
from award.rules.domain.document import Criterion, JuryRules
from voting.jury.models.recusal import LONGEST_REASON
from voting.jury.models.sheet import LONGEST_COMMENT


class Points(forms.TypedChoiceField):
    """Asked for, but not at every save: she may come back to it before she completes."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class ScoreForm(forms.Form):
    """One row of points for each criterion of the rule book, and a comment."""

    def __init__(self, *args: Any, rules: JuryRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in rules.criteria:
            self.fields[f"points-{criterion.slug}"] = _points(criterion, rules)
        self.fields["comment"] = forms.CharField(
            label=_("Comment"),
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("For the jury's meeting. Neither the public nor the candidate sees it."),
        )

    def scores(self) -> dict[str, int]:
        """The points that were given, by criterion."""
        return {
            name.removeprefix("points-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("points-") and value is not None
        }


def _points(criterion: Criterion, rules: JuryRules) -> Points:
    language = get_language() or "sv"
    every = sum(c.weight for c in rules.criteria)
    words = (criterion.description.in_language(language), _weight(criterion, every))
    return Points(
        label=criterion.name.in_language(language),
        help_text=" ".join(filter(None, words)),
        choices=[(p, str(p)) for p in range(rules.scale_min, rules.scale_max + 1)],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect(attrs={"class": "points"}),
    )


def _weight(criterion: Criterion, every: int) -> str:
    """Nothing where there is only one criterion."""
    if criterion.weight == every:
        return ""
    return gettext("Weight: %s.") % share(Fraction(criterion.weight, every))


class RecusalForm(forms.Form):
    recusal_reason = forms.CharField(
        label=_("Why do you step back?"),
        max_length=LONGEST_REASON,
        help_text=_("For example: a relative, a close colleague. The organisers see it."),
    )


class InviteForm(forms.Form):
    """One address a line, with or without a name: `Åsa Ek <asa@example.org>`."""

    people = forms.CharField(
        label=_("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line. A name may stand before it: Åsa Ek <asa@example.org>"),
    )

    def clean_people(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        return [self._read(line) for line in lines]

    def _read(self, line: str) -> tuple[str, str]:
        named = re.fullmatch(r"(.*?)<([^<>]+)>", line)
        name, email = (named[1].strip(" \"'"), named[2]) if named else ("", line)
        try:
            validate_email(email.strip())
        except forms.ValidationError:
            text = _("“%s” is not an e-mail address. Nobody has been invited yet.")
            raise forms.ValidationError(text % line) from None
        return email.strip(), name[:120]


class ProposedInviteForm(WitnessFields, InviteForm):
    """Once the round has opened; the witness is for where nobody can second it."""

    reason = forms.CharField(
        label=_("Why is the jury changed now?"),
        max_length=1000,
        help_text=_("Everybody can read it: name nobody. The round is open, so it takes two."),
    )
    field_order = ("people", "reason")

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alone:
            del self.fields["witness_name"], self.fields["witness_email"]

    def witness(self) -> OutsideWitness | None:
        return super().witness() if "witness_name" in self.fields else None
