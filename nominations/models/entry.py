"""A candidate in a category and a round."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.programme.models import Category, Round
from nominations.models.candidate import Candidate


class EntryQuerySet(models.QuerySet["Entry"]):
    def on_shortlist(self, round: Round) -> EntryQuerySet:
        """The entries of the round whose candidates still take part, by name."""
        return (
            self.filter(round=round, candidate__declined_at=None)
            .select_related("candidate", "category")
            .order_by("category__position", "candidate__name", "id")
        )


class Entry(models.Model):
    """A candidate in a category and a round; a shortlist is a set of these."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="entries")
    category = models.ForeignKey(Category, models.PROTECT, related_name="entries")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="entries")
    created_at = models.DateTimeField(db_default=Now())

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "category", "candidate"], name="entry_once_in_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} · {self.category}"
