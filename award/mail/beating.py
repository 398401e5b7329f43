"""Celery's beat as the platform's clockwork: it ticks itself, and needs neither broker nor worker."""

from __future__ import annotations

import time
from typing import Any

from celery.beat import Scheduler

from award.mail.domain.errands import see_to_effects
from award.mail.domain.ticking import attempt, follow_deadlines
from award.programme.domain.keeping import refuse_without_key

SECOND = 1.0


class Clockwork(Scheduler):
    """Ticks each second; after a tick that took longer, at once."""

    def setup_schedule(self) -> None:
        """There is nothing to send to a worker at set times; without the key there is no start."""
        refuse_without_key()

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Returns how many seconds remain until the next one."""
        started = time.monotonic()
        follow_deadlines()
        attempt(see_to_effects)
        return max(0.01, SECOND - (time.monotonic() - started))
