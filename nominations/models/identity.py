"""Who a candidate with a protected identity is: known to two people."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from award.people.models import Person
from nominations.models.candidate import Candidate
from nominations.models.lengths import NAME


class ProtectedIdentity(models.Model):
    """What is known of her beside the name that she stands under; only the keepers may read it.

    `nominations` holds what each nomination said of who she is, by its primary key as text:
    `{"12": {"nominee_name": …, "nominee_workplace": …, "nominee_email": …, "motivation": …}}`.
    """

    candidate = models.OneToOneField(
        Candidate, models.CASCADE, primary_key=True, related_name="identity"
    )
    name = models.CharField(max_length=NAME)
    workplace = models.CharField(max_length=NAME, blank=True)
    email = models.EmailField(blank=True)
    nominations = models.JSONField(default=dict)
    keeper = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second_keeper = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name_plural = "protected identities"
        constraints = [
            models.CheckConstraint(
                condition=Q(second_keeper=None) | ~Q(second_keeper=F("keeper")),
                name="identity_kept_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"identity of candidate {self.candidate_id}"

    def is_kept_by(self, person: object) -> bool:
        return person in (self.keeper, self.second_keeper)
