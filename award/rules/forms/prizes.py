"""How many win in each category, and what their places are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.rules.domain.document import CategoryRule, Prize, Rules, Text
from award.rules.domain.options import MOST_SEATS
from award.rules.forms.fields import number, words

GRADES = {"sv": "pris__{}__grades_sv", "en": "pris__{}__grades_en"}


def add_prizes(form: forms.Form, current: Rules) -> None:
    """Of each category: the number, and a name for each place on a line of its own."""
    reader = get_language() or "sv"
    for category in current.categories:
        name = category.name.in_language(reader)
        label = _("How many win: %s") % name
        form.fields[_seats(category)] = number(label, 1, MOST_SEATS, category.seats)
        for language, said in (
            ("sv", _("What the places are called in Swedish, a line each: %s") % name),
            ("en", _("What the places are called in English, a line each: %s") % name),
        ):
            field = words(said, _lines(category, language), required=False)
            field.help_text = _("Gold, silver, bronze, for instance. Left empty, all win alike.")
            form.fields[GRADES[language].format(category.slug)] = field


def prizes_of(data: Mapping[str, Any], current: Rules) -> tuple[CategoryRule, ...]:
    """The categories with what was filled in; one winner without a name is what an absent prize means."""
    return tuple(_with_prize(data, category) for category in current.categories)


def _with_prize(data: Mapping[str, Any], category: CategoryRule) -> CategoryRule:
    if _seats(category) not in data:
        return category
    told = {
        language: [line.strip() for line in data[name.format(category.slug)].splitlines()]
        for language, name in GRADES.items()
    }
    pairs = zip_longest(*(filter(None, told[language]) for language in ("sv", "en")), fillvalue="")
    grades = tuple(Text(sv, en) for sv, en in pairs if sv or en)
    prize = Prize(data[_seats(category)], grades)
    return replace(category, prize=None if prize == Prize(1) else prize)


def _seats(category: CategoryRule) -> str:
    return f"pris__{category.slug}__seats"


def _lines(category: CategoryRule, language: str) -> str:
    grades = category.prize.grades if category.prize else ()
    return "\n".join(getattr(each, language) for each in grades)
