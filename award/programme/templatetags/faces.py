"""Faces on pages: one shape for every portrait, and a monogram for whoever has none."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from award.programme.domain.calendar import Calendar
from award.programme.domain.countdown import time_left
from award.programme.domain.hyphens import hyphenated
from award.programme.domain.monograms import cut_of, initials
from award.programme.models import Award, Edition
from award.programme.stages import Link, stages

register = template.Library()
FEW = 6  # so many faces stand side by side; more are swiped


@register.inclusion_tag("components/_face.html")
def face(
    person: Any, award: Award, *, width: int = 400, speaks: bool = False, lazy: bool = True
) -> dict[str, Any]:
    """`{% face candidate edition.award %}`: somebody with `name`, `portrait` and `portrait_alt`.

    `width` is in CSS pixels, at its widest; `speaks` where no name stands beside the picture. A stone
    without letters stands for whoever is not named any more.
    """
    return {
        "url": person.portrait.url if person.portrait else monogram_url(person.name, award),
        "alt": person.portrait_alt if speaks and person.portrait else "",
        "width": width,
        "height": width * 5 // 4,
        "lazy": lazy,
    }


@register.filter
def are_few(things: list[Any]) -> bool:
    return len(things) <= FEW


@register.filter
def soft(text: str) -> str:
    """A heading whose long words may break where Swedish breaks them."""
    return hyphenated(str(text))


register.simple_tag(time_left)


@register.simple_tag
def public_links(edition: Edition, calendar: Calendar | str, *, quiet: bool = False) -> list[Link]:
    """What leads from every public page to the others; none where a page knows no calendar."""
    if not isinstance(calendar, Calendar):
        return []
    every = (link for stage in stages() for link in stage.links(edition, calendar))
    return [link for link in every if link.quiet is quiet]


def monogram_url(name: str, award: Award) -> str:
    return reverse("monogram", args=[award.slug, initials(name) or "-", cut_of(name)])
