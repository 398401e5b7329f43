"""What one nominator wrote."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Count, Min, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.mail.models import HoldsCode
from award.people.models import Person
from award.programme.cleaning.lengths import at_most
from award.programme.models import Category, Edition, EditionClock, Round
from nominations.models.candidate import ERASE_AFTER, Candidate
from nominations.models.lengths import LONGEST, LONGEST_REASON, NAME

# What a nomination says of whom it is about.
OF_NOMINEE = ("nominee_name", "nominee_workplace", "nominee_email", "nominee_age", "motivation")


class NominationQuerySet(models.QuerySet["Nomination"]):
    def confirmed(self) -> NominationQuerySet:
        return self.filter(confirmed_at__isnull=False)

    def of(self, edition: Edition) -> NominationQuerySet:
        """The edition's, with what a list of them shows."""
        return self.filter(round__edition=edition).select_related(
            "category", "candidate", "decided_by"
        )

    def undecided(self) -> NominationQuerySet:
        """Confirmed by the nominator, waiting for an organiser; oldest first."""
        return self.confirmed().filter(decided_at=None).order_by("confirmed_at", "id")

    def to_empty(self) -> NominationQuerySet:
        """Those of somebody whom nobody has told, since she is no candidate, 28 days after they came."""
        day_28 = EditionClock("round__edition_id") - ERASE_AFTER
        return self.filter(candidate=None, created_at__lte=day_28).exclude(nominee_name="")

    def counted(self) -> dict[str, Any]:
        """How many in `all`, `confirmed` and `undecided`, and when the `oldest_undecided` came."""
        confirmed = Q(confirmed_at__isnull=False)
        undecided = confirmed & Q(decided_at=None)
        return self.aggregate(
            all=Count("pk"),
            confirmed=Count("pk", filter=confirmed),
            undecided=Count("pk", filter=undecided),
            oldest_undecided=Min("created_at", filter=undecided),
        )


class Nomination(HoldsCode):
    """One nominator's words about one person; many may be about the same candidate."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    class Suspicion(models.TextChoices):
        """Why the form may have been filled in by a program; for organisers' eyes, decides nothing."""

        TRAP = "trap", _("A field that people cannot see was filled in.")
        HASTE = "haste", _("The form was sent within a few seconds.")

    class Age(models.TextChoices):
        """What the nominator knows, where the rules ask below which age a guardian agrees as well."""

        OLD_ENOUGH = "old", _("Old enough to agree alone")
        YOUNGER = "younger", _("Younger: a guardian has to agree as well")
        UNKNOWN = "unknown", _("The nominator does not know how old")

    round = models.ForeignKey(Round, models.PROTECT, related_name="nominations")
    category = models.ForeignKey(Category, models.PROTECT, related_name="nominations")
    submission_key = models.UUIDField(unique=True)
    nominee_name = models.CharField(max_length=NAME)
    nominee_workplace = models.CharField(max_length=NAME, blank=True)
    nominee_email = models.EmailField(blank=True)
    nominee_age = models.CharField(max_length=8, choices=Age.choices, blank=True)
    motivation = models.TextField(max_length=LONGEST)
    nominator_name = models.CharField(max_length=NAME)
    nominator_email = models.EmailField()
    language = models.CharField(max_length=2, default="sv")
    key = models.UUIDField(unique=True, default=uuid.uuid4, help_text="Known from the mail alone.")
    suspicion = models.CharField(max_length=12, choices=Suspicion.choices, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    confirmed_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    reason = models.TextField(max_length=LONGEST_REASON, blank=True)
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, related_name="nominations", null=True, blank=True
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("nomination", motivation=LONGEST, reason=LONGEST_REASON),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision="accepted", decided_at__isnull=False, candidate__isnull=False)
                | (
                    Q(decision="rejected", decided_at__isnull=False, candidate=None) & ~Q(reason="")
                ),
                name="nomination_decided_wholly",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(confirmed_at__isnull=False),
                name="nomination_confirmed_before_decided",
            ),
        ]
        indexes = [
            models.Index(Lower("nominator_email"), "code_sent_at", name="nomination_codes_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.who} ({self.category})"

    @property
    def who(self) -> str:
        """Whom it is about, also when she has been erased."""
        return self.nominee_name or gettext("Somebody who has been erased")

    @property
    def sent_by(self) -> str:
        """Who nominates, also when she has been erased."""
        return self.nominator_name or gettext("Somebody who has been erased")

    @property
    def has_one_address(self) -> bool:
        """Whether nominator and nominee stand with the same address."""
        return bool(self.nominee_email) and (
            self.nominee_email.casefold() == self.nominator_email.casefold()
        )
