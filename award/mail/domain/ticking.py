"""The beat tick: what follows from a deadline, asked for every second, right if never asked."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from award.mail.domain.delivering import send_due
from award.mail.domain.outages import note_outage
from award.mail.domain.outbox import run_due
from award.mail.models import Heartbeat
from award.programme.domain.clock import database_now

log = structlog.get_logger(__name__)
_steps: list[Callable[[], object]] = []


def on_tick(step: Callable[[], object]) -> None:
    """Have the idempotent `step` done at every tick."""
    if step not in _steps:
        _steps.append(step)


def tick() -> None:
    """Do every step; one that fails is logged and does not hold up the others.

    First of all it is noted whether the platform was out: what follows may depend on it.
    """
    for step in (note_outage, *_steps):
        try:
            step()
        except Exception:
            log.exception("tick.step_failed", step=step.__name__)
    sweep()
    beat("tick")


def sweep() -> None:
    """Carry out due effects and send due mail."""
    run_due()
    send_due()


def beat(service: str) -> None:
    """Note that the service lives."""
    Heartbeat.objects.update_or_create(service=service, defaults={"at": database_now()})
