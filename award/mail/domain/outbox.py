"""Effects: committed with the change that caused them, carried out at least once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from django.db import transaction
from django.db.models.functions import Now

from award.mail.domain.nudging import nudge_soon
from award.mail.domain.standstill import stands_still
from award.mail.models import Effect
from award.programme.domain.clock import database_now

F = TypeVar("F", bound=Callable[..., object])

MAX_ATTEMPTS = 8
LONGEST = timedelta(minutes=15)  # so long nobody else begins a long effect that has begun
log = structlog.get_logger(__name__)
_effects: dict[str, Callable[..., object]] = {}
_long: set[str] = set()


def effect(name: str, *, long: bool = False) -> Callable[[F], F]:
    """Register a function as the effect `name`; it gets the arguments as keywords.

    It runs in a transaction of its own and must be idempotent. A long one, of up to `LONGEST`, runs in
    none: it opens its own where it writes.
    """

    def register(function: F) -> F:
        _effects[name] = function
        if long:
            _long.add(name)
        return function

    return register


def enqueue(
    name: str,
    *,
    key: str,
    arguments: dict[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Put an effect in the outbox of the current transaction; the same key is put there once."""
    row = Effect(key=key, name=name, arguments=arguments or {}, due_at=due_at or Now())
    Effect.objects.bulk_create([row], ignore_conflicts=True)
    nudge()


def nudge() -> None:
    """After the commit, ask a worker to look in the outbox; whether one hears does not matter."""
    transaction.on_commit(nudge_soon, robust=True)


def run_due(*, limit: int = 100) -> int:
    """Carry out due effects, each in its own transaction; returns how many were tried."""
    tried = 0
    while tried < limit and not stands_still() and _run_one():
        tried += 1
    return tried


def _run_one() -> bool:
    """Take one due effect that nobody else holds; False when there is none."""
    with transaction.atomic():
        row = Effect.objects.due().select_for_update(skip_locked=True, no_key=True).first()
        if row is None:
            return False
        row.attempts += 1
        if row.name not in _long:
            _attempt(row)
            return True
        row.due_at = database_now() + LONGEST
        row.save()
    _attempt(row)
    return True


def _attempt(row: Effect) -> None:
    alone = nullcontext() if row.name in _long else transaction.atomic()
    try:
        with alone:
            _effects[row.name](**row.arguments)
    except Exception as error:
        log.exception("effect.failed", effect=row.name, key=row.key, attempts=row.attempts)
        _postpone(row, error)
    else:
        row.done_at = database_now()
    row.save()


def _postpone(row: Effect, error: Exception) -> None:
    """Back off 2, 4, 8 … seconds; after the last attempt leave it to an organiser."""
    row.last_error = f"{type(error).__name__}: {error}"[:300]
    now = database_now()
    if row.attempts >= MAX_ATTEMPTS:
        row.dead_at = now
    row.due_at = now + timedelta(seconds=2**row.attempts)
