"""Fields that the forms of the rules are made of."""

from __future__ import annotations

from django import forms

from award.programme.forms.texts import Lines
from award.rules.domain.document import RulesError


def choice(
    label: str,
    values: tuple[str, ...],
    words: dict[str, str],
    initial: str,
    *,
    required: bool = True,
) -> forms.ChoiceField:
    choices = [(value, words[value]) for value in values]
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=required)


def number(
    label: str, low: int, high: int, initial: int | None, *, required: bool = True
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=low, max_value=high, initial=initial, required=required
    )


def words(label: str, initial: str, *, required: bool, longest: int = 1000) -> Lines:
    return Lines(label=label, required=required, max_length=longest, initial=initial)


def openings(form: forms.Form, error: RulesError) -> tuple[tuple[str, str], ...]:
    """The fields of rounds that could open now, each with its label."""
    names = (path.replace(".", "_") for path in error.problems)
    return tuple((name, str(form.fields[name].label)) for name in names if name in form.fields)
