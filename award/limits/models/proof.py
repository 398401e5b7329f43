"""A proof of work that has been used."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class UsedProof(models.Model):
    """The challenge's own number, so that a solution counts once; kept for a day, longer than any is good."""

    nonce = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return self.nonce
