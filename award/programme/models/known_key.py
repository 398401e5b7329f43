"""Which key outside the database belongs to it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.programme.append_only import append_only


@append_only()
class KnownKey(models.Model):
    """The fingerprint of a key; the newest is in use. Append-only."""

    fingerprint = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"key {self.fingerprint[:8]}"
