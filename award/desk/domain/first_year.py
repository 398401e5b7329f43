"""The days of a first year, proposed backwards from the day on which the winner is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LEAST = timedelta(days=21)
NOON = 12


@dataclass(frozen=True)
class Shape:
    """`weeks` before the result at which each round opens and closes, in the order of the year."""

    slug: str
    words: Promise | str
    weeks: Mapping[str, tuple[int, int]]


SHAPES = (
    Shape(
        "jury-and-public",
        gettext_lazy("The public nominates, a jury chooses finalists, and both decide half each"),
        {"nomination": (11, 7), "jury": (7, 4), "vote": (3, 1)},
    ),
    Shape(
        "jury",
        gettext_lazy("The public nominates, and a jury decides"),
        {"nomination": (9, 4), "jury": (4, 1)},
    ),
    Shape(
        "public",
        gettext_lazy("The public nominates, and the public decides"),
        {"nomination": (8, 4), "vote": (3, 1)},
    ),
)


def propose_days(shape: Shape, gala: datetime, *, now: datetime) -> dict[str, datetime]:
    """When each round opens and closes, by the names of a new year's form, in the zone of `gala`.

    On the weekday of the result, at noon. Where it is nearer than the year is long, all days move together
    in proportion. Raises `ValueError` when it is nearer than `LEAST`.
    """
    if gala < now + LEAST:
        raise ValueError("the result is told too soon")
    first = max(opens for opens, _ in shape.weeks.values())
    whole = timedelta(weeks=first)
    room = gala - now - timedelta(days=1)
    days = {}
    for kind, (opens, closes) in shape.weeks.items():
        days[f"{kind}_opens_at"] = _at(gala, timedelta(weeks=opens), min(1.0, room / whole))
        days[f"{kind}_closes_at"] = _at(gala, timedelta(weeks=closes), min(1.0, room / whole))
    return {**days, "announce_at": gala}


def _at(gala: datetime, before: timedelta, share: float) -> datetime:
    """At noon, or at the full hour where days are short."""
    whole_days = timedelta(days=round(before * share / timedelta(days=1)))
    return (gala - whole_days).replace(hour=NOON, minute=0, second=0, microsecond=0)
