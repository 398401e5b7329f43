"""What a round, and an edition, came to: sealed, never changed."""

from __future__ import annotations

from django.db import models

from award.people.models import Person
from award.programme.append_only import append_only
from award.programme.models import Category, Edition, Round


@append_only()
class RoundResult(models.Model):
    """A round's outcome; `sha256` is over the RFC 8785 form of `content`. Append-only."""

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="result")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result of round {self.round_id}"


@append_only()
class EditionResult(models.Model):
    """The outcome of an edition, jury and public together. Append-only."""

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="result")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result of edition {self.edition_id}"


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


class MotivationQuerySet(models.QuerySet["Motivation"]):
    def written(self, edition: Edition) -> MotivationQuerySet:
        """Those of the edition that have words."""
        return self.filter(edition=edition).exclude(text_sv="")


class Motivation(models.Model):
    """The jury's words about the winner of a category; written until the announcement."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="motivations")
    category = models.OneToOneField(Category, models.PROTECT, related_name="motivation")
    text_sv = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    objects = MotivationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"motivation of {self.category}"
