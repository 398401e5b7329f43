"""One juror on one entry."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from award.programme.cleaning.lengths import at_most
from award.programme.narrowed import narrowed
from nominations.models import Entry
from voting.jury.models.assignment import Assignment
from voting.jury.models.juror import Juror
from voting.jury.models.recusal import Recusal

LONGEST_COMMENT = 4000


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    def of_free_jurors(self) -> ScoreSheetQuerySet:
        """Of jurors who sit, have not stepped back from the entry and are not barred from it."""
        recused = Recusal.objects.standing().filter(
            juror=OuterRef("juror"), entry=OuterRef("entry")
        )
        barred = Assignment.objects.barred().filter(
            juror=OuterRef("juror"), entry=OuterRef("entry")
        )
        return self.filter(~Exists(recused), ~Exists(barred), juror__left_at=None)

    def counting(self) -> ScoreSheetQuerySet:
        """Those of them that are completed."""
        return self.of_free_jurors().filter(completed_at__isnull=False)


@narrowed(changes=("comment", "comment_version", "completed_at", "saved_at"))
class ScoreSheet(models.Model):
    """Points by criterion and a comment; it counts from the moment it is completed.

    `comment_version` counts how often the comment was saved, so that an older page is known by it.
    """

    juror = models.ForeignKey(Juror, models.PROTECT, related_name="sheets")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sheets")
    comment = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    comment_version = models.PositiveIntegerField(default=0)
    completed_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(db_default=Now())

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("sheet", comment=LONGEST_COMMENT),
            models.UniqueConstraint(fields=["juror", "entry"], name="score_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.juror} · {self.entry}"


@narrowed(changes=("points", "version"))
class Score(models.Model):
    """Points on one criterion, named by its slug in the rule book; `version` counts how often they were saved."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion = models.SlugField()
    points = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
