"""Who sits in the jury."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from award.people.models import Person
from award.programme.models import Edition
from award.programme.narrowed import narrowed


class JurorQuerySet(models.QuerySet["Juror"]):
    def sitting(self) -> JurorQuerySet:
        """Those who have not left."""
        return self.filter(left_at=None)


@narrowed(changes=("affiliation", "left_at"), deletes=True)
class Juror(models.Model):
    """A person in the jury of an edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="jurors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="juries")
    affiliation = models.CharField(max_length=120, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True)

    objects = JurorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="juror_once_in_an_edition")
        ]

    def __str__(self) -> str:
        return str(self.person)
