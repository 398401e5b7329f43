"""Small helps for templates: words in the reader's language, moments in the edition's zone."""

from __future__ import annotations

import re
from datetime import datetime
from fractions import Fraction
from typing import Any

from django import forms, template
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import timezone

from award.programme.cleaning.addresses import readable_address
from award.programme.domain import figures, moments, periods
from award.programme.domain.languages import words_of
from award.programme.domain.made_up import made_up_words
from award.programme.domain.meanwhile import write_marks
from award.programme.domain.round_names import round_name
from award.programme.models import Edition, Round

register = template.Library()


register.filter("words", words_of)
register.filter(round_name)


@register.filter
def has_jury(edition: Edition) -> bool:
    """Whether a jury judges in that year: what it would read is said only where there is one."""
    return any(each.kind == Round.Kind.JURY for each in edition.rounds.all())


@register.simple_tag
def shown(form: forms.BaseForm) -> str:
    """A mark of each value that the form was first shown with, for a hidden field of that name."""
    if form.is_bound and form.data.get("shown"):
        return str(form.data["shown"])
    values = {n: form.get_initial_for_field(f, n) for n, f in form.fields.items()}
    also = getattr(form, "also_shown", None)
    return write_marks(values | (also() if also else {}))


@register.filter
def unbroken(text: str) -> str:
    """The same text, in which a line does not break at a hyphen inside a word."""
    return re.sub(r"(?<=\w)-(?=\w)", "\u2060-\u2060", text)


@register.filter
def in_zone(moment: datetime | None, edition: Edition) -> str:
    """ "12 November 2026 at 18:00" in the edition's own time zone; nothing for no moment."""
    return moments.in_zone(moment, edition) if moment else ""


@register.filter
def is_one_day(window: Any, edition: Edition) -> bool:
    """Of what opens and closes; False where it is only known when it closes."""
    opens = window.opens_at
    return opens is not None and moments.is_one_day(opens, window.closes_at, edition)


@register.filter
def with_zone(moment: datetime, edition: Edition) -> str:
    """The same, and whose clock it is: for readers who may live by another."""
    return moments.with_zone(moment, edition)


register.filter("readable", readable_address)
register.filter(moments.zone_in_words)
register.simple_tag(made_up_words)
register.filter(moments.by_our_clock)
register.filter("period", periods.in_words)


@register.filter
def day_in_zone(moment: datetime, edition: Edition) -> str:
    """The day alone, without its year."""
    return moments.day_in_zone(moment, edition)


@register.filter
def clock_in_zone(moment: datetime, edition: Edition) -> str:
    """The hour alone."""
    return moments.clock_in_zone(moment, edition)


@register.filter
def to_the_second(moment: datetime, edition: Edition) -> str:
    """The day and the hour with its seconds, where a second decides."""
    return moments.in_zone(moment, edition, time="%H:%M:%S")


@register.filter
def day(moment: datetime) -> str:
    """The day, for what belongs to no edition."""
    return moments.day(timezone.localtime(moment))


@register.simple_tag(takes_context=True)
def this_page_in(context: dict[str, Any], language: str) -> str:
    """This page's address in another language."""
    request: HttpRequest | None = context.get("request")
    return translate_url(request.get_full_path(), language) if request else "/"


@register.filter
def introducing(label: str) -> str:
    """A label before what is said of its field: "Your name:", but "Why?" as it stands."""
    return label if str(label).endswith(("?", ".", "!")) else f"{label}:"


@register.filter
def is_choice(field: Any) -> bool:
    """Whether the field is a set of radio buttons or checkboxes."""
    return getattr(field.field.widget, "input_type", "") in {"radio", "checkbox"} and hasattr(
        field.field.widget, "choices"
    )


@register.filter
def decimal(figure: Fraction | None, places: int) -> str:
    """An exact figure rounded half up for reading, with the language's decimal sign."""
    return "–" if figure is None else figures.rounded(figure, places)


@register.filter
def plain(figure: Fraction | None) -> str:
    """A whole number without decimals, else two; nothing where there is no figure."""
    return "" if figure is None else figures.plain(figure)


@register.filter
def percent(part: Fraction | None, places: int) -> str:
    """A part of 1 as per cent, rounded half up; the sign stands apart by a fixed space."""
    return "–" if part is None else f"{decimal(part * 100, places)}\u00a0%"
