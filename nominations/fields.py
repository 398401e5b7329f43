"""Fields for what strangers type."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# Characters that steer a terminal, a mail header or the direction of text.
STEERING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_STEERING = re.compile(f"[{STEERING}]")
_STEERING_OR_BREAK = re.compile(f"[{STEERING}\r\n]")

TOO_SHORT = ngettext_lazy(
    "Write a little more: at least %(limit_value)d character. It has %(show_value)d now.",
    "Write a little more: at least %(limit_value)d characters. It has %(show_value)d now.",
    "limit_value",
)
TOO_LONG = ngettext_lazy(
    "Make it shorter: at most %(limit_value)d character. It has %(show_value)d now.",
    "Make it shorter: at most %(limit_value)d characters. It has %(show_value)d now.",
    "limit_value",
)


class OneLine(forms.CharField):
    """A single line of plain text; runs of spaces become one."""

    def __init__(self, *, autocomplete: str = "", **kwargs: Any) -> None:
        attrs = {"autocomplete": autocomplete} if autocomplete else {}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        _plain_limits(self)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if _STEERING_OR_BREAK.search(text):
            raise forms.ValidationError(_("Write plain text on one line."))
        return " ".join(text.split())


class Lines(forms.CharField):
    """Plain text of several lines; characters that nobody sees are left out."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        _plain_limits(self)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return _STEERING.sub("", text).strip()


class SubmissionKey(forms.UUIDField):
    """Names one filling-in of a form. A missing or broken one is replaced: the text matters more."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            found: uuid.UUID = super().clean(value)
        except forms.ValidationError:
            return uuid.uuid4()
        return found


def _plain_limits(field: forms.CharField) -> None:
    """Say how much too short or long it is. The browser must not cut what somebody pastes."""
    for validator in field.validators:
        if validator.code == "min_length":  # type: ignore[attr-defined]
            validator.message = TOO_SHORT  # type: ignore[attr-defined]
        if validator.code == "max_length":  # type: ignore[attr-defined]
            validator.message = TOO_LONG  # type: ignore[attr-defined]
    for name in ("maxlength", "minlength"):
        field.widget.attrs.pop(name, None)
