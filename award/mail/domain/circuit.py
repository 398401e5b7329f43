"""Whether the mail server is up: one that is away is asked by one mail at a time, never for long."""

from __future__ import annotations

import time
from collections.abc import Callable

from award.mail.domain.line import Outcome

SICK = 3  # so many failures in a row, of different mails, are the server's
LONGEST_PAUSE = 15.0  # seconds between two probes, from one second on


class Circuit:
    """Closed while mail goes through. Open, it lets a probe through now and then.

    What was not tried meanwhile is as due as before, so everything goes at once when a probe does.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures = 0
        self._pause, self._next_probe = 1.0, 0.0

    @property
    def is_open(self) -> bool:
        return self._failures >= SICK

    def room(self, free: int, *, busy: int = 0) -> int:
        """How many mails may be tried now, of the `free` that could be, beside the `busy` ones."""
        if not self.is_open:
            return free
        return 1 if not busy and self._now() >= self._next_probe else 0

    def heed(self, outcome: Outcome) -> bool:
        """Learn from an attempt; True when the server has come back with it."""
        if outcome.kind in {"sent", "refused"}:
            came_back = self.is_open
            self._failures, self._pause = 0, 1.0
            return came_back
        if outcome.kind == "lapsed":  # it was not asked
            return False
        was_open = self.is_open
        self._failures += SICK if outcome.kind == "away" else 1
        if was_open:
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self._next_probe = self._now() + self._pause
        return False
