"""Giving a task that was given up another chance."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from award.domain.outbox import nudge
from award.domain.recording import record
from award.models import Effect, Person


@transaction.atomic
def revive(effect: Effect, *, by: Person) -> None:
    """Put it in the outbox again, due at once; nothing when it is not dead."""
    dead = Effect.objects.dead().filter(pk=effect.pk)
    if dead.update(dead_at=None, attempts=0, due_at=Now(), last_error=""):
        record("effect.revived", actor=by, object=effect, after={"key": effect.key})
        nudge()
