"""Forms for what stands in a mail: a code, and the address that it came to."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeField(forms.CharField):
    """Six digits; spaces and dashes between them do no harm."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        given: dict[str, Any] = {
            "label": _("The code from the mail"),
            "max_length": 20,
            "widget": forms.TextInput(attrs=attrs),
            "error_messages": {"required": _("Type the six digits from the mail.")},
        }
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> str:
        code = re.sub(r"[\s\u00a0-]", "", super().clean(value))
        if not re.fullmatch(r"[0-9]{6}", code):
            raise forms.ValidationError(_("The code is six digits: look in the mail."))
        return code


class CodeForm(forms.Form):
    """Asks for the code and nothing else."""

    code = CodeField()


class AddressForm(forms.Form):
    """The address that the mail came to: a scanner that presses buttons does not write it."""

    address = forms.EmailField(
        label=_("The address that the mail came to"),
        error_messages={"required": _("Write the address that the mail came to.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
