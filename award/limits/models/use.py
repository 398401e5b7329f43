"""Something that there is a budget of, used once."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Use(models.Model):
    """`key` is the keyed hash of whose budget it is; kept for a day."""

    budget = models.CharField(max_length=32, help_text="`sign-in-tries`.")
    key = models.CharField(max_length=32)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["budget", "key", "at"], name="use_of_budget"),
            models.Index(fields=["at"], name="use_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.budget} {self.at:%H:%M:%S}"
