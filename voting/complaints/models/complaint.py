"""What somebody holds against a result or a decision, and what she was answered."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from award.people.models import Person
from award.programme.cleaning.lengths import at_most
from award.programme.models import Edition

# Characters in a name; in what is held against something, and in the answer, at least and at most.
NAME, SHORTEST, LONGEST = 120, 20, 4000


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def of(self, edition: Edition) -> ComplaintQuerySet:
        return self.filter(edition=edition).select_related("answered_by")

    def waiting(self) -> ComplaintQuerySet:
        """Without an answer, oldest first; one whose writer was erased waits for none."""
        return self.filter(answered_at=None).exclude(email="").order_by("created_at", "id")

    def answered(self) -> ComplaintQuerySet:
        """Newest answer first."""
        return self.exclude(answered_at=None).order_by("-answered_at", "-id")


class Complaint(models.Model):
    """`key` opens its page to whoever wrote it, and is known from the mail alone."""

    class About(models.TextChoices):
        RESULT = "result", _("The result")
        DECISION = "decision", _("A decision of the organisers or the jury")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="complaints")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    submission_key = models.UUIDField(unique=True)
    about = models.CharField(max_length=12, choices=About.choices)
    name = models.CharField(max_length=NAME)
    email = models.EmailField()
    text = models.TextField(max_length=LONGEST)
    language = models.CharField(max_length=2, default="sv")
    created_at = models.DateTimeField(db_default=Now())
    answer = models.TextField(max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("complaint", text=LONGEST, answer=LONGEST),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="complaint_answered_wholly",
            ),
            models.CheckConstraint(
                condition=Q(about__in=["result", "decision"]), name="complaint_about_known"
            ),
        ]
        indexes = [models.Index(Lower("email"), name="complaint_from")]

    def __str__(self) -> str:
        return f"complaint {self.pk}"
