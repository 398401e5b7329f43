"""The receipt that somebody wants to check, as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.cleaning.codes import MOST
from voting.ballots.domain.receipts import GROUPS, LENGTH, tidy


class ReceiptField(forms.CharField):
    """A receipt as it was given, however it was pasted; says how many of its signs are missing."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a length: the browser would cut a code that is pasted with its label."""
        return {}

    def to_python(self, value: Any) -> str:
        return tidy(str(super().to_python(value) or ""))

    def validate(self, value: Any) -> None:
        super().validate(value)
        signs = len(value.replace("-", ""))
        if signs != GROUPS * LENGTH:
            words = _(
                "No ballot in this vote has that code: a receipt has %(whole)d signs in groups of "
                "%(group)d, and %(signs)d can be read here."
            )
            raise forms.ValidationError(
                words % {"whole": GROUPS * LENGTH, "group": LENGTH, "signs": signs}, code="length"
            )


class ReceiptForm(forms.Form):
    receipt = ReceiptField(
        label=_("The code on your receipt"),
        max_length=MOST,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code that stands on your receipt.")},
    )
