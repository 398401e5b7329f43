"""That nothing happens by itself, until somebody has looked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Standstill(models.Model):
    """From a restore until somebody lets it go on: nothing is sealed, announced, mailed or erased by the clock."""

    copied_at = models.DateTimeField(help_text="Of when the copy is that was put back.")
    since = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"], condition=Q(ended_at=None), nulls_distinct=False,
                name="one_standstill_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}, by the copy of {self.copied_at:%Y-%m-%d %H:%M}"
