"""Who shall score what."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from nominations.models import Candidate, Entry
from voting.jury.models.juror import Juror
from voting.jury.models.recusal import Recusal


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def to_score(self) -> AssignmentQuerySet:
        """Of sitting jurors, not recused, for candidates who take part and know of it."""
        recused = Recusal.objects.standing().filter(
            juror=OuterRef("juror"), entry=OuterRef("entry")
        )
        return self.filter(
            ~Exists(recused),
            juror__left_at=None,
            entry__candidate__in=Candidate.objects.informed(),
        )


class Assignment(models.Model):
    """A juror is to score an entry."""

    juror = models.ForeignKey(Juror, models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="assignments")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["juror", "entry"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.juror} · {self.entry}"
