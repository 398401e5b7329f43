"""Fields for codes that somebody has been given: how they are pasted does no harm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.cleaning.codes import MOST, digits_of


class Digits(forms.CharField):
    """So many digits; what stands between and beside them is left out."""

    def __init__(
        self, *, lengths: tuple[int, ...] = (6,), wrong: Any = None, **kwargs: Any
    ) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs, "max_length": MOST})
        self.lengths = lengths
        self.wrong = wrong or _("The code is six digits: look in the mail.")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a length: the browser would cut a code that is pasted with its label."""
        return {}

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        found = ((digits_of(typed, length=length), length) for length in self.lengths)
        return next((digits for digits, length in found if len(digits) == length), typed)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isdecimal() and len(value) in self.lengths):
            raise forms.ValidationError(self.wrong, code="invalid")
