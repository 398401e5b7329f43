"""The registry by which higher apps appear on the pages of the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from award.domain.calendar import Calendar
from award.models import Edition


@dataclass(frozen=True)
class Figure:
    """One number on the organisers' desk."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Decision:
    """Something that waits for an organiser."""

    text: str
    url: str
    due: datetime | None = None


@dataclass(frozen=True)
class Action:
    """What a visitor can do now."""

    label: str
    url: str
    note: str = ""


HERO, MIDDLE = 5, 50


@dataclass(frozen=True)
class Section:
    """A part of an edition's front page; parts come in rising `order`.

    `HERO` stands beside the award's name, others below `MIDDLE` before what the award is for.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = MIDDLE


@dataclass(frozen=True)
class DeskLink:
    """A page of the desk."""

    label: str
    url: str


class Stage:
    """What an app says about its part of an edition; every answer may be empty."""

    kind = ""

    def figures(self, edition: Edition) -> Sequence[Figure]:
        return ()

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        return ()

    def action(self, edition: Edition, calendar: Calendar) -> Action | None:
        return None

    def sections(self, edition: Edition, calendar: Calendar) -> Sequence[Section]:
        return ()

    def desk_links(self, edition: Edition) -> Sequence[DeskLink]:
        return ()


_stages: list[Stage] = []


def register_stage(stage: Stage) -> None:
    """Called by an app when it is ready, in the order of the year."""
    _stages.append(stage)


def stages() -> tuple[Stage, ...]:
    return tuple(_stages)
