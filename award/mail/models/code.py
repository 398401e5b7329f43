"""What a code that was mailed leaves in the row that it is for."""

from __future__ import annotations

from django.db import models


class HoldsCode(models.Model):
    """A row that waits for the newest of the codes that were mailed about it.

    No code is stored, nor a hash of one: it is made anew each time, of the row, `code_renewal` and the
    key outside the database. `code_renewal` is new for each code, and empty where there is none.
    `codes_sent` counts those with less than an hour between each and the next.
    """

    code_renewal = models.CharField(max_length=32, blank=True)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    code_sent_at = models.DateTimeField(null=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def code_key(self) -> object:
        """What ties a code to this row and no other."""
        return self.pk
