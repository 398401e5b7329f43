"""What one nominator wrote."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from award.models import Category, Person, Round
from nominations.models.candidate import Candidate


class NominationQuerySet(models.QuerySet["Nomination"]):
    def confirmed(self) -> NominationQuerySet:
        return self.filter(confirmed_at__isnull=False)

    def undecided(self) -> NominationQuerySet:
        """Confirmed by the nominator, waiting for an organiser; oldest first."""
        return self.confirmed().filter(decided_at=None).order_by("confirmed_at")


class Nomination(models.Model):
    """One nominator's words about one person; many may be about the same candidate."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    round = models.ForeignKey(Round, models.PROTECT, related_name="nominations")
    category = models.ForeignKey(Category, models.PROTECT, related_name="nominations")
    submission_key = models.UUIDField(unique=True)
    nominee_name = models.CharField(max_length=120)
    nominee_workplace = models.CharField(max_length=120, blank=True)
    nominee_email = models.EmailField(blank=True)
    motivation = models.TextField(max_length=4000)
    nominator_name = models.CharField(max_length=120)
    nominator_email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    code_hash = models.CharField(max_length=128)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="Names it in addresses.")
    created_at = models.DateTimeField(db_default=Now())
    confirmed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    reason = models.TextField(blank=True)
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="nominations", null=True, blank=True
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision="accepted", decided_at__isnull=False, candidate__isnull=False)
                | (
                    Q(decision="rejected", decided_at__isnull=False, candidate=None) & ~Q(reason="")
                ),
                name="nomination_decided_wholly",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominee_name} ({self.category})"
