"""The registry by which higher apps appear on an edition's public pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, auto
from typing import Any

from award.programme.domain.calendar import Calendar
from award.programme.models import Edition


@dataclass(frozen=True)
class Action:
    """What a visitor can do now."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Link:
    """A page of the edition that every other page leads to; from its foot when it is `quiet`."""

    label: str
    url: str
    quiet: bool = False


class Place(IntEnum):
    """Where a part stands on the front page, from its top to its foot."""

    HERO = auto()  # beside what the award is for
    NOTICE = auto()  # what everybody should know before the rest
    OUTCOME = auto()
    BALLOT = auto()
    MIDDLE = auto()  # from here on below the days of the year
    EARLIER_YEARS = auto()


@dataclass(frozen=True)
class Section:
    """A part of an edition's front page; of those with one place, in the order of the year."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    place: Place = Place.MIDDLE


class Stage:
    """What an app shows to everybody of its part of an edition; every answer may be empty."""

    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        return None

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        return ()

    def links(self, edition: Edition, calendar: Calendar) -> Sequence[Link]:
        """Asks the database nothing: it is read for every page."""
        return ()


_stages: list[Stage] = []


def register_stage(stage: Stage) -> None:
    """Called by an app when it is ready, in the order of the year."""
    _stages.append(stage)


def stages() -> tuple[Stage, ...]:
    return tuple(_stages)
