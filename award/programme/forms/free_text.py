"""A free text in which somebody may have typed a personal identity number, with the offer to take it out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from award.programme.domain.personal_numbers import personal_numbers, without_personal_numbers

OUT, KEEP = "out", "keep"


class FreeText(forms.Textarea):
    """Beneath the text, once a number has been noticed, stand two choices: take it out, or it is none.

    They are sent with the form's own button. `noticed` are the numbers that wait for an answer.
    """

    noticed: tuple[str, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        answer = data.get(_answer_to(name))
        if typed and answer == OUT:
            typed = without_personal_numbers(str(typed))
        self.noticed = () if answer == KEEP else tuple(personal_numbers(str(typed or "")))
        return typed

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        text = super().render(name, value, *args, **kwargs)
        return format_html("{}{}", text, _offer(name)) if self.noticed else text


def _answer_to(name: str) -> str:
    return f"{name}-number"


def _offer(name: str) -> SafeString:
    choice = '<label class="choice"><input type="radio" name="{}" value="{}"> {}</label>'
    out = format_html(choice, _answer_to(name), OUT, _("Take it out for me"))
    keep = format_html(
        choice, _answer_to(name), KEEP, _("It is no personal identity number: keep it")
    )
    legend = _("The number in the text")
    return format_html("<fieldset><legend>{}</legend>{}{}</fieldset>", legend, out, keep)
