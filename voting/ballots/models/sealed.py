"""What a ballot box held when its round was sealed, and nothing of who had put it there."""

from __future__ import annotations

from django.db import models

from award.programme.append_only import EMPTY_ROUNDS_ERASER, append_only
from award.programme.models import Category, Round


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


@append_only(eraser=EMPTY_ROUNDS_ERASER)
class EmptiedBox(models.Model):
    """That a round's box was emptied; how many had voted, and how often a vote was changed."""

    round = models.OneToOneField(
        Round, models.PROTECT, primary_key=True, related_name="emptied_box"
    )
    voters = models.PositiveIntegerField()
    changes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"emptied box of round {self.round_id}"


@append_only()
class SealedBallot(models.Model):
    """One ballot out of the box: by its leaf, which is random, and without voter, time, form or order.

    `receipt_hash` is the SHA-256 of category and receipt, so that the receipt's holder finds it and
    nothing joins what one voter chose in two categories. `counts`: no newer one had replaced it. Only
    the database's own function adds rows (`voting/ballots/sql/sealing.py`).
    """

    leaf = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="sealed_ballots", db_index=False)
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="sealed_ballots", db_index=False
    )
    choice = models.TextField(blank=True)
    receipt_hash = models.CharField(max_length=64)
    counts = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "receipt_hash"], name="sealed_ballot_of_a_receipt"
            )
        ]

    def __str__(self) -> str:
        return self.leaf
