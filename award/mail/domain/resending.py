"""Giving a dead letter another chance."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models.functions import Now

from award.log.domain.recording import record
from award.mail.models import Message
from award.mail.models.message import PATIENCE
from award.programme.models import Organisation


@transaction.atomic
def resend(message: Message, *, by: models.Model, organisation: Organisation) -> None:
    """Queue a failed or uncertain message anew, with the same Message-ID."""
    changed = (
        Message.objects.dead()
        .filter(pk=message.pk)
        .update(
            state=Message.State.QUEUED,
            attempts=0,
            interrupted=0,
            due_at=Now(),
            tried_until=Now() + PATIENCE,
            last_error="",
        )
    )
    if changed:
        record(
            "message.resent",
            actor=by,
            object=message,
            edition=message.edition,
            organisation=organisation,
        )
