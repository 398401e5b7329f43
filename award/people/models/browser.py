"""A browser in which somebody has signed in before."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.people.models.person import Person


class KnownBrowser(models.Model):
    """Known by a random token in a cookie, of which only a hash stands here. `name` is "Firefox, Windows"."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="browsers")
    token_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    first_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "token_hash"], name="browser_known_once")
        ]

    def __str__(self) -> str:
        return self.name
