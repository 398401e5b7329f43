"""The registry by which higher apps appear on an edition's public pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


HERO, MIDDLE = 5, 50


@dataclass(frozen=True)
class Section:
    """A part of an edition's front page; parts come in rising `order`.

    `HERO` stands beside what the award is for, others below `MIDDLE` under the award's name.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = MIDDLE


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
