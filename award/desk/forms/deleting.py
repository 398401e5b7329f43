"""A form that asks once more before an edition is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.programme.forms.texts import OneLine


class DeletionForm(forms.Form):
    """What is no draft asks for a reason."""

    sure = forms.BooleanField(label=gettext_lazy("Yes, delete it. It cannot be undone."))

    def __init__(self, *args: Any, draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not draft:
            self.fields["reason"] = OneLine(
                label=_("Why is the edition deleted?"),
                max_length=500,
                help_text=_("The log of the organisation keeps it."),
            )
            self.order_fields(["reason", "sure"])
