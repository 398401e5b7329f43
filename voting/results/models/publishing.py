"""What happens to a sealed result: it is counted again, held up, announced."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from award.programme.append_only import append_only
from award.programme.models import Edition
from award.programme.narrowed import narrowed
from voting.results.models.sealed import EditionResult


@append_only()
class Recount(models.Model):
    """What the independent counter said of a sealed result; only agreement lets it be published."""

    result = models.OneToOneField(
        EditionResult, models.PROTECT, primary_key=True, related_name="recount"
    )
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"recount of {self.result_id}: {'agrees' if self.agrees else 'differs'}"


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def of(self, edition: Edition) -> AnnouncementQuerySet:
        """Every version that has been announced, newest first."""
        return (
            self.filter(result__edition=edition)
            .select_related("result__edition__award__organisation")
            .order_by("-result__version")
        )


@append_only()
class Announcement(models.Model):
    """That a version was announced: stored once, so that nothing takes it back. Append-only.

    `held`: slugs of categories whose winner had said no by then; they wait for people's decision.
    """

    result = models.OneToOneField(
        EditionResult, models.PROTECT, primary_key=True, related_name="announcement"
    )
    at = models.DateTimeField()
    held = models.JSONField(default=list)

    objects = AnnouncementQuerySet.as_manager()

    def __str__(self) -> str:
        return f"announcement of {self.result_id}"


@narrowed(changes=("what", "cleared_at"))
class SealFailure(models.Model):
    """That an edition could not be sealed or counted again, until it could.

    `what` is for organisers: the kind of error and its message.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="seal_failures")
    what = models.TextField()
    first_seen = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(cleared_at=None), name="one_failure_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"failure of edition {self.edition_id}"
