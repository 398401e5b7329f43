"""That the rules of an edition are frozen."""

from django.db import models

from award.programme.append_only import EDITION_ERASER, append_only
from award.programme.models.edition import Edition
from award.rules.models.rulebook import RuleBook


@append_only(eraser=EDITION_ERASER)
class Freeze(models.Model):
    """Stored once, when the first round has opened; no later change of a window takes it back.

    `at` is that opening, `rule_book` the version in force when it came.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="freeze")
    at = models.DateTimeField()
    rule_book = models.ForeignKey(RuleBook, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"freeze of {self.edition_id}"
