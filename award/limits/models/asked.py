"""That somebody asked for a mail to an address."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class AskedMail(models.Model):
    """A code that a stranger could have asked for, kept for a day.

    Address, network and browser are known by keyed hashes alone, and nothing leads from here to what the mail
    was about. Whoever types the code answers for every mail that her network asked for to her address.
    """

    address = models.CharField(max_length=32)
    network = models.CharField(max_length=32)
    browser = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(
        help_text="When the mail leaves: later than `at` where it queues."
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="asked_to_address"),
            models.Index(fields=["network", "at"], name="asked_by_network"),
            models.Index(fields=["browser", "at"], name="asked_by_browser"),
            models.Index(fields=["at"], name="asked_by_age"),
        ]

    def __str__(self) -> str:
        return f"asked {self.at:%H:%M:%S}"
