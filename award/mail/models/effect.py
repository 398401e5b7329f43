"""The outbox: effects committed together with the change that caused them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class EffectQuerySet(models.QuerySet["Effect"]):
    def due(self) -> EffectQuerySet:
        return self.filter(done_at=None, dead_at=None, due_at__lte=Now()).order_by("due_at", "id")

    def dead(self) -> EffectQuerySet:
        return self.filter(dead_at__isnull=False, done_at=None)


class Effect(models.Model):
    """Something still to be done: the name of a registered function and its arguments (ids only)."""

    key = models.CharField(max_length=160, unique=True)
    name = models.CharField(max_length=64)
    arguments = models.JSONField(default=dict)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = EffectQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at=None, dead_at=None),
                name="effect_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.key
