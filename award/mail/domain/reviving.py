"""Giving a task that was given up another chance."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models.functions import Now

from award.log.domain.recording import record
from award.mail.domain.outbox import nudge
from award.mail.models import Effect
from award.programme.models import Organisation


@transaction.atomic
def revive(effect: Effect, *, by: models.Model, organisation: Organisation) -> None:
    """Put it in the outbox again, due at once; nothing when it is not dead.

    Tasks belong to the whole platform: it stands in the log of whoever tried again.
    """
    dead = Effect.objects.dead().filter(pk=effect.pk)
    if dead.update(dead_at=None, attempts=0, due_at=Now(), last_error=""):
        record(
            "effect.revived",
            actor=by,
            object=effect,
            organisation=organisation,
            after={"key": effect.key},
        )
        nudge()
