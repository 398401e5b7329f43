"""The jury's forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from award.people.domain.witnessing import OutsideWitness
from award.people.forms.witness import WitnessFields
from award.programme.domain.figures import share
from award.programme.forms.addresses import People
from award.programme.forms.keys import SubmissionKey
from award.programme.forms.texts import Lines, OneLine
from award.rules.domain.document import Criterion, JuryRules
from voting.jury.domain.sheet_fields import Field, read_shown, write_shown
from voting.jury.models.recusal import LONGEST_REASON
from voting.jury.models.sheet import LONGEST_COMMENT


class Points(forms.TypedChoiceField):
    """Asked for, but not at every save: she may come back to it before she completes."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class ScoreForm(forms.Form):
    """One row of points for each criterion of the rule book, and a comment.

    `shown` says how each field was when the page was opened.
    """

    def __init__(self, *args: Any, rules: JuryRules, shown: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = str(self.data.get("shown") or shown)
        for criterion in rules.criteria:
            self.fields[f"points-{criterion.slug}"] = _points(criterion, rules)
        self.fields["comment"] = Lines(
            label=_("Comment"),
            required=False,
            max_length=LONGEST_COMMENT,
            rows=4,
            help_text=_(
                "For the jury's meeting: the jury and the organisers read it, with your name, when the round is "
                "over. It is never published. Whoever it is about may ask to read it, without your name."
            ),
        )
        self.fields["comment"].widget.attrs["data-most"] = LONGEST_COMMENT

    def comment(self) -> str | None:
        """None where the field was not sent: a page that saves by itself sends one field at a time."""
        return str(self.cleaned_data["comment"]) if "comment" in self.data else None

    def show_theirs(self, stored: Mapping[str, Field], theirs: Collection[str]) -> None:
        """What another page has saved stands beside each field; sent once more, hers is saved over it."""
        self.shown = write_shown(
            {name: stored[name] for name in theirs}, before=read_shown(self.shown)
        )
        for name in theirs:
            said = stored[name].value or "–"
            text = gettext(
                "You have changed this on another page or device too, where it says: %s. Choose what is to "
                "stand here, and save."
            )
            self.add_error(name, text % said)

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
    recusal_reason = OneLine(
        label=_("Why do you step back?"),
        max_length=LONGEST_REASON,
        help_text=_("For example: a relative, a close colleague. The organisers see it."),
    )

    def __init__(self, *args: Any, whom: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = gettext("Say briefly why you step back from %s.") % whom
        self.fields["recusal_reason"].error_messages["required"] = missing

    @property
    def is_begun(self) -> bool:
        """Whether she has sent it, or had written in it."""
        return self.is_bound or bool(self.initial.get("recusal_reason"))


class LeavingForm(forms.Form):
    """Why a juror leaves the jury."""

    reason = OneLine(
        max_length=LONGEST_REASON, error_messages={"required": _("Say why the juror leaves.")}
    )


class InviteAgainForm(forms.Form):
    """One press of the button beside a juror who sits."""

    submission = SubmissionKey()


class InviteForm(forms.Form):
    """Whom to invite, as a mail program lists them: `Åsa Ek <asa@example.org>`."""

    submission = SubmissionKey()
    people = People(
        label=_("E-mail addresses"),
        help_text=_(
            "One on each line, or a list from your mail program. "
            "A name may stand before it: Åsa Ek <asa@example.org>"
        ),
    )


class ProposedInviteForm(WitnessFields, InviteForm):
    """Once the round has opened; the witness is for where nobody can second it."""

    reason = OneLine(
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
