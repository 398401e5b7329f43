"""Where an edition stands, read from its rounds and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from award.programme.domain.clock import edition_now
from award.programme.models import Edition, Round


class Phase(StrEnum):
    """What an edition is doing: derived, never stored."""

    BEFORE = "before"
    NOMINATION = "nomination"
    JURY = "jury"
    VOTE = "vote"
    EXTRA_VOTE = "extra_vote"
    BETWEEN = "between"
    COUNTING = "counting"
    ANNOUNCED = "announced"


@dataclass(frozen=True)
class Calendar:
    """An edition's rounds against one reading of the clock."""

    now: datetime
    rounds: tuple[Round, ...]
    announce_at: datetime

    @property
    def phase(self) -> Phase:
        if self.is_announced:
            return Phase.ANNOUNCED
        if self.open_round:
            return Phase(self.open_round.kind)
        if not self.rounds or self.now < self.rounds[0].opens_at:
            return Phase.BEFORE
        return Phase.BETWEEN if self.next_round else Phase.COUNTING

    @property
    def is_announced(self) -> bool:
        """Whether the moment of the announcement has come."""
        return self.announce_at <= self.now

    @property
    def open_rounds(self) -> tuple[Round, ...]:
        """Juries of different categories may judge beside each other."""
        return tuple(r for r in self.rounds if r.contains(self.now))

    @property
    def open_round(self) -> Round | None:
        return next(iter(self.open_rounds), None)

    @property
    def next_round(self) -> Round | None:
        return next((r for r in self.rounds if self.now < r.opens_at), None)

    @property
    def next_moment(self) -> datetime | None:
        """When a round next opens or closes, or the result is announced; None when all of it is over."""
        moments = [m for r in self.rounds for m in (r.opens_at, r.closes_at)]
        return min((m for m in (*moments, self.announce_at) if self.now < m), default=None)

    @property
    def before_announcement(self) -> tuple[Round, ...]:
        """The rounds that open before the announcement, for a page that tells the year in order."""
        return tuple(r for r in self.rounds if r.opens_at < self.announce_at)

    @property
    def after_announcement(self) -> tuple[Round, ...]:
        """Extra votes that open after it."""
        return tuple(r for r in self.rounds if r.opens_at >= self.announce_at)

    @property
    def extra_vote(self) -> Round | None:
        """The extra vote that is open or to come; None when there is none."""
        coming = (r for r in self.rounds if r.supplements_id and self.now < r.closes_at)
        return next(coming, None)

    @property
    def current_vote(self) -> Round | None:
        """The vote that whoever wants to vote means: an extra one that is not over, else the latest there was."""
        opened = (r for r in reversed(self.votes) if r.opens_at <= self.now)
        return self.extra_vote or next(opened, next(iter(self.votes), None))

    @property
    def votes(self) -> tuple[Round, ...]:
        """Every round in which the public votes."""
        return tuple(r for r in self.rounds if r.is_vote)

    def of_kind(self, kind: str) -> tuple[Round, ...]:
        """In the order of their openings."""
        return tuple(r for r in self.rounds if r.kind == kind)

    def round(self, kind: str) -> Round | None:
        """The round of that kind that people mean now: the one that is open, else the next to come, else the last."""
        held = self.of_kind(kind)
        not_over = (r for r in held if self.now < r.closes_at)
        return next(not_over, next(reversed(held), None))

    def is_open(self, kind: str) -> bool:
        """Whether one of that kind is."""
        return any(r.contains(self.now) for r in self.of_kind(kind))

    def has_opened(self, kind: str) -> bool:
        """Whether the first of that kind has."""
        return any(r.opens_at <= self.now for r in self.of_kind(kind))

    def has_closed(self, kind: str) -> bool:
        """Whether every one of that kind has."""
        held = self.of_kind(kind)
        return bool(held) and all(r.closes_at <= self.now for r in held)


def calendar(edition: Edition, *, at: datetime | None = None) -> Calendar:
    """The edition's calendar at this moment of its clock, or at the one that a guard has read.

    An edition that came `with_calendar` brings the reading of its request: a page reads once.
    """
    rounds = sorted(edition.rounds.all(), key=lambda r: (r.opens_at, r.place))
    now = at or getattr(edition, "read_at", None) or edition_now(edition)
    return Calendar(now, tuple(rounds), edition.announce_at)
