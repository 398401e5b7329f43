"""That somebody has said of a mail: this was not for me."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.programme.models.edition import Edition


class EndedMail(models.Model):
    """No more mail of the kind, about the thing, to the address. Holds no address, only its hash.

    `seen_at` is when an organiser has looked at it.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="ended_mail", null=True)
    kind = models.CharField(max_length=32, help_text="`nominee`.")
    thing = models.CharField(max_length=64, help_text="The primary key of what the mail was about.")
    address_hash = models.CharField(max_length=16)
    at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "ended mail"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing", "address_hash"], name="mail_ended_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
