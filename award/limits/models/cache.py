"""What the account package counts: its limits, and the codes of apps that were used."""

from __future__ import annotations

from django.db import models


class CacheRow(models.Model):
    """A row of Django's cache in the database, whose columns these are. It holds with Valkey away."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "limits_cache"

    def __str__(self) -> str:
        return self.cache_key
