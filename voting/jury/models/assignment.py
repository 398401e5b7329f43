"""Who shall score what."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from award.programme.narrowed import narrowed
from nominations.models import Candidate, Entry
from voting.jury.models.juror import Juror
from voting.jury.models.recusal import Recusal


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def to_score(self) -> AssignmentQuerySet:
        """Of sitting jurors, neither recused nor barred, for candidates who take part and know of it."""
        recused = Recusal.objects.standing().filter(
            juror=OuterRef("juror"), entry=OuterRef("entry")
        )
        return self.filter(
            ~Exists(recused),
            barred="",
            juror__left_at=None,
            entry__candidate__in=Candidate.objects.informed(),
        )

    def barred(self) -> AssignmentQuerySet:
        """Of sitting jurors who are too close to whom it is about."""
        return self.exclude(barred="").filter(juror__left_at=None)


@narrowed(changes=("barred",), deletes=True)
class Assignment(models.Model):
    """A juror is to score an entry; where she is `barred`, she is never given it, and nobody undoes that.

    It is stored, so that it still stands when the address that showed it has been erased.
    """

    class Barred(models.TextChoices):
        CANDIDATE = "candidate", _("is nominated")
        NOMINATOR = "nominator", _("has nominated")

    juror = models.ForeignKey(Juror, models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="assignments")
    barred = models.CharField(max_length=12, choices=Barred.choices, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "entry"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(barred__in=["", "candidate", "nominator"]),
                name="assignment_barred_for_a_known_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.juror} · {self.entry}"
