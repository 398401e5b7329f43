"""A juror who is biased (jäv) steps back from an entry."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.programme.cleaning.lengths import at_most
from award.programme.narrowed import narrowed
from nominations.models import Entry
from voting.jury.models.juror import Juror

LONGEST_REASON = 1000  # of a recusal, and of a juror's leaving


class RecusalQuerySet(models.QuerySet["Recusal"]):
    def standing(self) -> RecusalQuerySet:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)


@narrowed(changes=("reason", "withdrawn_at"))
class Recusal(models.Model):
    """A juror does not score an entry, and why; a recusal can be withdrawn, not erased."""

    juror = models.ForeignKey(Juror, models.PROTECT, related_name="recusals")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="recusals")
    reason = models.TextField(max_length=LONGEST_REASON)
    at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("recusal", reason=LONGEST_REASON),
            models.UniqueConstraint(
                fields=["juror", "entry"],
                condition=models.Q(withdrawn_at=None),
                name="recusal_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="recusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.juror} · {self.entry}"
