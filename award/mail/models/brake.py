"""How much mail may leave, and whether more is asked for."""

from __future__ import annotations

from django.db import models


class Brake(models.Model):
    """One row. `room` is how many mails might leave at `at`; `braked_at` is when mail last had to wait."""

    MAIL = "mail"

    name = models.CharField(max_length=16, primary_key=True, default=MAIL)
    room = models.FloatField()
    at = models.DateTimeField()
    braked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.room:.0f}"
