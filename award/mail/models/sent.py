"""What is left of mails with a code in them: how many there were."""

from __future__ import annotations

from django.db import models

from award.programme.models.edition import Edition


class SentCodes(models.Model):
    """How many codes of a kind were sent; of no edition for those to sign in.

    The mails themselves are deleted when the server has taken them, and with them to whom they went.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="sent_codes", null=True)
    kind = models.CharField(max_length=80, help_text="`ballots.pendingvote:vote`.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "sent codes"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind"], name="sent_codes_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.number}"
