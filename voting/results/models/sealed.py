"""What a round, and an edition, came to: sealed, never changed."""

from __future__ import annotations

from django.db import models

from award.programme.append_only import EMPTY_ROUNDS_ERASER, append_only
from award.programme.models import Edition, Round


@append_only(eraser=EMPTY_ROUNDS_ERASER)
class RoundResult(models.Model):
    """A round's outcome; `sha256` is over the RFC 8785 form of `content`. Append-only.

    People are named by alias. `content` holds a salt: its hash stands in the log, and nobody shall
    try guesses against it.
    """

    round = models.OneToOneField(Round, models.PROTECT, primary_key=True, related_name="result")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"result of round {self.round_id}"


class EditionResultQuerySet(models.QuerySet["EditionResult"]):
    def of(self, edition: Edition) -> EditionResultQuerySet:
        """The edition's versions, newest first."""
        return self.filter(edition=edition).order_by("-version")


@append_only()
class EditionResult(models.Model):
    """One version of what an edition came to. Append-only: a later one stands beside it.

    `content` is the package's result.json, in which people are named by alias; `sha256` is the
    package's, over everything but the names.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="results")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    objects = EditionResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="result_version_once"),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="result_version_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"result of edition {self.edition_id}, version {self.version}"


@append_only()
class Package(models.Model):
    """The recount package as it was built, once, when its result was sealed. Append-only.

    `core` is the ZIP file without names; `for_auditor` what only a named auditor may read, or None
    where everything is published. The names are in `ResultName`, since they can be erased.
    """

    result = models.OneToOneField(
        EditionResult, models.PROTECT, primary_key=True, related_name="package"
    )
    core = models.BinaryField()
    for_auditor = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"package of {self.result}"


@append_only(eraser="forebild_erase_result_name")
class ResultName(models.Model):
    """A line of the annex: what a public candidate was called when the result was sealed.

    The sealed content commits to it by a salted hash; when the line is erased the hash tells nothing.
    `workplace` is what stands beneath her name. `portrait` is the file's name, which shows her
    picture as long as she has it.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="result_names")
    alias = models.CharField(max_length=9)
    name = models.CharField(max_length=120)
    workplace = models.CharField(max_length=250, blank=True)
    portrait = models.CharField(max_length=200, blank=True)
    portrait_alt = models.CharField(max_length=200, blank=True)
    salt = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "alias"], name="result_name_once"),
        ]

    def __str__(self) -> str:
        return self.alias
