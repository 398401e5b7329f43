"""A form's number of its own, by which it is taken once however often it is sent."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms


class SubmissionKey(forms.UUIDField):
    """Names one filling-in of a form. A missing or broken one is replaced: the text matters more."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            found: uuid.UUID = super().clean(value)
        except forms.ValidationError:
            return uuid.uuid4()
        return found
