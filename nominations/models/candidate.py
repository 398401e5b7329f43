"""The person (or project) that one or many nominations are about."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Min, Q
from django.db.models.functions import Coalesce, Now

from award.mail.models import HoldsCode
from award.programme.models import Edition, EditionClock

# GDPR article 14: within a month of our having a person's data she is told; we stop at day 25.
INFORM_WITHIN = timedelta(days=25)
AT_LATEST = timedelta(days=30)


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def taking_part(self) -> CandidateQuerySet:
        """Those who have not declined."""
        return self.filter(declined_at=None)

    def with_nominations(self) -> CandidateQuerySet:
        """Each with `nomination_count`."""
        return self.annotate(nomination_count=models.Count("nominations"))

    def not_told(self) -> CandidateQuerySet:
        """Those who have not heard of it, each with `known_since`: when we were first given her name."""
        return (
            self.taking_part()
            .filter(informed_at=None, accepted_at=None)
            .annotate(known_since=Coalesce(Min("nominations__created_at"), "created_at"))
            .order_by("known_since", "id")
        )

    def kept_waiting(self) -> CandidateQuerySet:
        """Those who should have been told by now: until they are, nobody judges them."""
        latest = EditionClock("edition_id") - INFORM_WITHIN
        return self.not_told().filter(known_since__lte=latest)  # type: ignore[misc]


class Candidate(HoldsCode):
    """Who is considered. `slug` names her in ballots, `[a-z0-9-]+`, unique in the edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="candidates")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    workplace = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="sv")
    motivation_sv = models.TextField(blank=True)
    motivation_en = models.TextField(blank=True)
    portrait = models.ImageField(upload_to="portraits/", blank=True)
    portrait_alt = models.CharField(max_length=200, blank=True)
    answer_key = models.UUIDField(unique=True, default=uuid.uuid4)
    informed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="candidate_slug_in_edition"),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9-]+$"), name="candidate_slug_fits_ballots"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None),
                name="candidate_answers_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(portrait="") | ~Q(portrait_alt=""),
                name="candidate_portrait_described",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code_key(self) -> object:
        """The key of her page: it moves with the code when two candidates become one."""
        return self.answer_key
