"""Which ballots are in the count."""

from __future__ import annotations

from django.db import models

from award.programme.append_only import EMPTY_ROUNDS_ERASER, append_only
from award.programme.models import Round


@append_only(eraser=EMPTY_ROUNDS_ERASER)
class SealedLeaves(models.Model):
    """The leaves of a round's ballots as they were sealed, sorted, a line each. Append-only.

    Published as the package's receipts.txt; what a receipt is, is read here and not from the clock.
    """

    round = models.OneToOneField(
        Round, models.PROTECT, primary_key=True, related_name="sealed_leaves"
    )
    leaves = models.TextField()

    def __str__(self) -> str:
        return f"leaves of round {self.round_id}"
