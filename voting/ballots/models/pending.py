"""A vote that waits for its code."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now

from award.models import Round


class PendingVote(models.Model):
    """What a browser chose, until the code from the mail is typed in it.

    It becomes a ballot, or is emptied: the address is kept no longer than it is needed.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, models.PROTECT, related_name="pending_votes")
    submission_key = models.UUIDField(unique=True)
    choices = models.JSONField(default=dict)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=1)
    code_sent_at = models.DateTimeField(db_default=Now())
    created_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"pending {self.key}"
