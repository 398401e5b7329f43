"""Forms for what stands in a mail: a code, and the address that it came to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from award.programme.forms.addresses import Address
from award.programme.forms.codes import Digits

MAILED = (6, 8, 10)
ALL_DIGITS = _("The code is all the digits in the mail: look again.")


class CodeField(Digits):
    """The digits of a mail: six, or more where somebody has been guessing."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "lengths": MAILED,
            "wrong": ALL_DIGITS,
            "label": _("The code from the mail"),
            "error_messages": {"required": _("Type the six digits from the mail.")},
        }
        super().__init__(**given | kwargs)


class CodeForm(forms.Form):
    """Asks for the code and nothing else."""

    code = CodeField()


class AddressForm(forms.Form):
    """The address that the mail came to: a scanner that presses buttons does not write it."""

    address = Address(
        label=_("The address that the mail came to"),
        error_messages={"required": _("Write the address that the mail came to.")},
        autocomplete="email",
    )
