"""The tick: what follows from a deadline, asked for every second, right if never asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import connection

from award.mail.domain.outages import note_outage
from award.mail.domain.outbox import run_due
from award.mail.domain.standstill import stands_still
from award.mail.models import Heartbeat
from award.programme.domain.clock import database_now

log = structlog.get_logger(__name__)
_steps: list[Callable[[], object]] = []


def on_tick(step: Callable[[], object]) -> None:
    """Have the idempotent `step` done at every tick."""
    if step not in _steps:
        _steps.append(step)


def follow_deadlines() -> None:
    """Do every step; one that fails is logged and does not hold up the others.

    First of all it is noted whether the platform was out: what follows may depend on it. Nothing
    more is done while everything stands still.
    """
    attempt(note_outage)
    for step in () if stands_still() else _steps:
        attempt(step)
    attempt(_beat)


def tick() -> None:
    """Follow the deadlines, and carry out at once what is due because of it; mail goes by itself."""
    follow_deadlines()
    run_due()


def attempt(step: Callable[[], object]) -> None:
    """A fault is logged, and takes its connection along: the database may be another by now."""
    try:
        step()
    except Exception:
        log.exception("tick.step_failed", step=step.__name__)
        if not connection.in_atomic_block:
            connection.close()


def beat(service: str) -> None:
    """Note that the service lives."""
    Heartbeat.objects.update_or_create(service=service, defaults={"at": database_now()})


def is_time(service: str, every: timedelta) -> bool:
    """Whether a step that need not be done at each tick is due; then it is noted, and is not for so long."""
    now = database_now()
    if Heartbeat.objects.filter(service=service, at__gt=now - every).exists():
        return False
    beat(service)
    return True


def _beat() -> None:
    beat("tick")
