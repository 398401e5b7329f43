"""No text of a form is worked out when its module is imported: it would stay in that language for every reader."""

from __future__ import annotations

from django import forms
from django.utils import translation
from django.utils.functional import Promise

from award.programme.domain.filled import filled
from tests.award.programme.forms_of_the_house import forms_of_the_house


def _texts(field: forms.Field) -> dict[str, object]:
    choices = getattr(field, "choices", ())
    named = {f"choice {key}": words for key, words in choices if isinstance(choices, list)}
    return {"label": field.label, "help": field.help_text, **field.error_messages, **named}


def test_every_text_of_every_form_waits_for_its_reader():
    """A text in Swedish letters that is no promise was worked out at import, whatever its reader speaks."""
    with translation.override("sv"):
        stuck = {
            f"{form.__qualname__}.{name}: {text}"
            for form in forms_of_the_house()
            for name, field in form.base_fields.items()
            for text in _texts(field).values()
            if isinstance(text, str) and not isinstance(text, Promise) and _is_swedish(text)
        }

    assert stuck == set()


def _is_swedish(text: str) -> bool:
    return bool({*"åäöÅÄÖ"} & {*text}) or " högst " in text or " och " in text


def test_a_filled_text_speaks_its_readers_language():
    from django.utils.translation import gettext_lazy as _

    told = filled(_("The drawing is larger than %s. Choose a simpler one."), "500 kB")

    with translation.override("en"):
        assert str(told) == "The drawing is larger than 500 kB. Choose a simpler one."
    with translation.override("sv"):
        assert str(told) == "Teckningen är större än 500 kB. Välj en enklare."
