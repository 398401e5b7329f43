"""That a finalist is called otherwise than when the shortlist was made."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.people.models import Person
from award.programme.cleaning.lengths import at_most
from award.programme.narrowed import narrowed
from nominations.models.candidate import Candidate
from nominations.models.lengths import LONGEST_REASON


@narrowed(changes=(), deletes=True)
class Rewording(models.Model):
    """One change of what is said of a finalist after the shortlist was made: public, with its day.

    `before` and `after` hold the fields that changed. `seconded_by` is there once the vote was open.
    """

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="rewordings")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField(max_length=LONGEST_REASON)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]
        constraints = [*at_most("rewording", reason=LONGEST_REASON)]

    def __str__(self) -> str:
        return f"{self.candidate} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def former_name(self) -> str:
        """What she was called until then, when that is what changed."""
        return str(self.before.get("name", ""))
