"""The registry by which higher apps appear on the organisers' desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from award.programme.models import Edition, Round


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
class DeskLink:
    """A page of the desk."""

    label: str
    url: str


class Panel:
    """What an app shows to organisers of its part of an edition; every answer may be empty.

    `kind` is the kind of round whose figures it has, or "result".
    """

    kind = ""

    def figures(self, edition: Edition) -> Sequence[Figure]:
        return ()

    def figures_of(self, round: Round) -> Sequence[Figure]:
        """Of one round of the year."""
        return self.figures(round.edition) if round.kind == self.kind else ()

    def decisions(self, edition: Edition) -> Sequence[Decision]:
        return ()

    def links(self, edition: Edition) -> Sequence[DeskLink]:
        return ()


_panels: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Called by an app when it is ready, in the order of the year."""
    _panels.append(panel)


def panels() -> tuple[Panel, ...]:
    return tuple(_panels)
