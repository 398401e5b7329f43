"""Telling programs from people, without ever stopping a person.

What looks like a program is taken in like everything else, and confirmed like everything else;
the organisers see the remark.
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nominations.models import Nomination

QUICKEST = 3.0
SALT = "nominations.started"


class TrapInput(forms.TextInput):
    """A field that no person sees or hears of, and that careless programs fill in."""

    @property
    def is_hidden(self) -> bool:
        return True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html(
            '<div hidden><label>{} <input name="{}" tabindex="-1" autocomplete="off"></label></div>',
            _("Leave this empty"),
            name,
        )


class TrapField(forms.Field):
    """Whether anything stood in it: the words themselves are nobody's."""

    widget = TrapInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> bool:
        return bool(value)


class StartedField(forms.Field):
    """When the form was opened, signed. Cleans to seconds since then; None when it cannot be read."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> float | None:
        try:
            opened = float(signing.loads(str(value or ""), salt=SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return time.time() - opened


def new_submission() -> dict[str, object]:
    """The hidden fields of a form that is opened now."""
    return {"submission": uuid.uuid4(), "started": signing.dumps(time.time(), salt=SALT)}


def suspect(*, trap: bool, started: float | None) -> str:
    """Why it may be a program; nothing when there is no sign of that."""
    if trap:
        return Nomination.Suspicion.TRAP
    if started is not None and started < QUICKEST:
        return Nomination.Suspicion.HASTE
    return ""
