"""Looking for somebody, and asking once more before what is held of her is erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.log.domain.words import erasing_reasons
from award.people.domain.personal.wanted import SHORTEST, Wanted
from award.programme.forms.texts import OneLine


class SearchForm(forms.Form):
    """It is posted: a name or an address stands in no address of a page, and so in no log of a server."""

    text = OneLine(
        label=_("Name or e-mail address"),
        min_length=SHORTEST,
        max_length=254,
        help_text=_("Spelt roughly is enough. An address finds its other spellings too."),
    )

    def wanted(self) -> Wanted:
        return Wanted(self.cleaned_data["text"])


def _reasons() -> list[tuple[str, str]]:
    """A restore is nobody's choice."""
    return [(key, words) for key, words in erasing_reasons().items() if key != "again"]


class ReasonForm(forms.Form):
    """The first step: why."""

    reason = forms.ChoiceField(
        label=_("Why is it erased?"),
        choices=_reasons,
        widget=forms.RadioSelect,
        help_text=_("This stands in the log for ever, and so it is chosen and not written."),
    )


class SureForm(ReasonForm):
    """The second step: the reason that was chosen, and yes."""

    sure = forms.BooleanField(label=_("Yes, erase it. Nobody can bring it back."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget = forms.HiddenInput()
