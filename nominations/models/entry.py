"""A candidate in a category and a round."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.programme.cleaning.ordering import words_in_order
from award.programme.models import Category, Round
from award.programme.narrowed import narrowed
from nominations.models.candidate import Candidate


class EntryQuerySet(models.QuerySet["Entry"]):
    def on_shortlist(self, round: Round) -> EntryQuerySet:
        """Those of the round that may be seen, by name: in the vote by everybody, else by the jury."""
        entered = self.filter(round=round)
        seen = entered.public() if round.is_vote else entered.before_jury()
        return seen.select_related("candidate__edition", "category").order_by(
            "category__position", words_in_order("candidate__name"), "id"
        )

    def public(self) -> EntryQuerySet:
        """Those whose candidates have said yes: the others are not named to the public."""
        return self.filter(candidate__in=Candidate.objects.public())

    def before_jury(self) -> EntryQuerySet:
        """Those whose candidates know of it: the others come before no juror."""
        return self.filter(candidate__in=Candidate.objects.informed())


@narrowed(changes=(), deletes=True)
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
