"""Fields for text that somebody types: each gives back what the room that cleans has made of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from award.programme.cleaning.text import (
    TurnedText,
    clean_line,
    clean_lines,
    has_letter,
    without_format,
)
from award.programme.forms.addresses import Address
from award.programme.forms.free_text import FreeText

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
NUMBER = _(
    "This looks like a personal identity number: %s. Nobody here needs one. Take it out, or choose beneath the "
    "text."
)
TURNED = _(
    "After “%s” stands an invisible sign that turns the text round. "
    "Take away the words around it and write them again."
)
TURNED_AT_ONCE = _(
    "The text begins with an invisible sign that turns it round. Empty the field and write it again."
)


class PlainText(forms.CharField):
    """What the two kinds of text have in common: how long, and said with both numbers."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        for validator in self.validators:
            if validator.code == "min_length":  # type: ignore[attr-defined]
                validator.message = TOO_SHORT  # type: ignore[attr-defined]
            if validator.code == "max_length":  # type: ignore[attr-defined]
                validator.message = TOO_LONG  # type: ignore[attr-defined]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without lengths: the browser would cut what somebody pastes, and say nothing."""
        return {}

    def cleaned(self, typed: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> str:
        try:
            return self.cleaned(str(super().to_python(value) or ""))
        except TurnedText as error:
            words = TURNED % error.near if error.near else TURNED_AT_ONCE
            raise forms.ValidationError(words, code="turned") from None


class OneLine(PlainText):
    """A single line of plain text; line breaks and runs of blanks become one blank."""

    def __init__(self, *, autocomplete: str = "", **kwargs: Any) -> None:
        attrs = {"autocomplete": autocomplete} if autocomplete else {}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **kwargs})

    def cleaned(self, typed: str) -> str:
        return clean_line(typed)


class Name(OneLine):
    """What somebody or something is called: at least one letter of it can be seen."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not has_letter(value):
            raise forms.ValidationError(_("A name has at least one letter."), code="no_letter")


class Lines(PlainText):
    """Plain text of several lines, in which nobody's personal identity number is kept unawares.

    One with a widget of its own is for figures, and is not looked through.
    """

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(**{"widget": FreeText(attrs={"rows": rows}), **kwargs})

    def cleaned(self, typed: str) -> str:
        return clean_lines(typed)

    def validate(self, value: Any) -> None:
        super().validate(value)
        noticed = getattr(self.widget, "noticed", ())
        if noticed:
            raise forms.ValidationError(NUMBER % ", ".join(noticed), code="personal_number")


class WebAddress(forms.URLField):
    """An address on the web, https where nothing else is said."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs, "max_length": max_length})

    def to_python(self, value: Any) -> str:
        try:
            typed = without_format(clean_line(str(value or "")))
        except TurnedText:
            typed = without_format(str(value))
        return str(super().to_python(typed))


class Slug(forms.SlugField):
    """A part of a page's address."""

    def to_python(self, value: Any) -> str:
        return without_format(str(super().to_python(value) or "")).strip().lower().replace("_", "-")


# The field for each kind of column; a name is asked for by name.
_FIELDS: tuple[tuple[type[models.Field], type[forms.Field]], ...] = (
    (models.EmailField, Address),
    (models.URLField, WebAddress),
    (models.SlugField, Slug),
    (models.CharField, OneLine),
    (models.TextField, Lines),
)


def field_for(column: models.Field, **kwargs: Any) -> forms.Field | None:
    """`Meta.formfield_callback` of every form of a model."""
    named = column.name == "name" or column.name.startswith("name_")
    kinds = ((models.CharField, Name), *_FIELDS) if named else _FIELDS
    for kind, field in kinds:
        if isinstance(column, kind):
            return column.formfield(**{"form_class": field, **kwargs})
    return column.formfield(**kwargs)
