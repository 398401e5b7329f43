"""Fields for one e-mail address, and for a list of people as a mail program copies it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from award.programme.cleaning.address_lists import MOST_NAME, Named, Unread, read_people
from award.programme.cleaning.addresses import MOST, NotAnAddress, clean_address
from award.programme.cleaning.text import TurnedText

MOST_LIST = 20_000  # signs; some four hundred people
MOST_SHOWN = 80  # signs of a part that could not be read


class Address(forms.EmailField):
    """One address, as `clean_address` gives it."""

    def __init__(self, *, autocomplete: str = "", **kwargs: Any) -> None:
        attrs = {"autocomplete": autocomplete} if autocomplete else {}
        super().__init__(**{"widget": forms.EmailInput(attrs=attrs), **kwargs, "max_length": MOST})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a length: the browser would cut what somebody pastes, and say nothing."""
        return {}

    def to_python(self, value: Any) -> str:
        typed = str(value or "").strip()
        try:
            return clean_address(typed) if typed else ""
        except NotAnAddress as error:
            raise forms.ValidationError(in_words(error), code="invalid") from None


class People(forms.CharField):
    """Addresses with or without names, parted by almost anything; cleans to a list of `Named`."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"widget": widget, "max_length": MOST_LIST, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def clean(self, value: Any) -> list[Named]:
        typed = super().clean(value)
        try:
            people, unread = read_people(typed)
        except TurnedText:
            raise forms.ValidationError(_turned(), code="turned") from None
        if unread:
            raise forms.ValidationError([_part_in_words(each) for each in unread])
        if self.required and not people:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return people


def in_words(error: NotAnAddress) -> str:
    """Why it is no address, and what to look at."""
    return {
        "long": _("An address has at most %(most)d characters."),
        "letters": _(
            "Before the @ stands what no address has: %(what)s. Look at how it is spelled."
        ),
        "shape": _("That is not a whole address. It is written like name@example.org."),
    }[error.why] % {"most": MOST, "what": error.what}


def _part_in_words(unread: Unread) -> str:
    text = {
        "long": _("“%(part)s” is too long: an address has at most %(most)d characters."),
        "letters": _("“%(part)s”: before the @ stands what no address has: %(what)s."),
        "shape": _(
            "“%(part)s” is not an e-mail address. A name with a comma in it stands in quotes."
        ),
        "name": _("“%(part)s”: write one name of at most %(name)d characters before one address."),
    }[unread.why]
    shown = unread.part if len(unread.part) <= MOST_SHOWN else f"{unread.part[:MOST_SHOWN]}…"
    return text % {"part": shown, "what": unread.what, "most": MOST, "name": MOST_NAME}


def _turned() -> str:
    return _("An invisible sign turns the text round. Write the addresses by hand.")
