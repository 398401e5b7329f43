"""Ballots: added, never changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models
from django.db.models import OuterRef, Subquery

from award.models import Category, Round
from voting.ballots.models.voter import Voter

_COLLAPSED = """
    SELECT choice, count(*) FROM (
        SELECT DISTINCT ON (voter_id) choice FROM ballots_ballot
        WHERE round_id = %s AND category_id = %s
        ORDER BY voter_id, revision DESC
    ) AS newest
    GROUP BY choice ORDER BY choice
"""
CHUNK = 2000


class BallotQuerySet(models.QuerySet["Ballot"]):
    def current(self) -> BallotQuerySet:
        """The newest revision of each voter in each category."""
        newest = (
            Ballot.objects.filter(voter=OuterRef("voter"), category=OuterRef("category"))
            .order_by("-revision")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class Ballot(models.Model):
    """One voter's choice in one category, in the notation of the counting core.

    The current ballot is the one with the highest revision. `receipt` is random; `leaf` is the
    SHA-256 by which the ballot can be found in the published list without telling its choice. The
    database refuses UPDATE, DELETE and TRUNCATE.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="ballots")
    category = models.ForeignKey(Category, models.PROTECT, related_name="ballots")
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="ballots")
    revision = models.PositiveIntegerField()
    choice = models.TextField(blank=True)
    submission_key = models.UUIDField()
    receipt = models.CharField(max_length=40)
    leaf = models.CharField(max_length=64)
    cast_at = models.DateTimeField()

    objects = BallotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voter", "category", "revision"], name="ballot_revision_once"
            ),
            models.UniqueConstraint(
                fields=["submission_key", "category"], name="ballot_submission_once"
            ),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="revision_from_one"),
        ]
        indexes = [
            models.Index(
                fields=["round", "category", "voter", "-revision"],
                include=["choice"],
                name="ballot_current",
            ),
            models.Index(fields=["receipt"], name="ballot_receipt"),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"


def collapsed(round: Round, category: Category) -> Iterator[tuple[str, int]]:
    """Each different current choice with how many cast it: one `GROUP BY`, read in chunks."""
    with connection.cursor() as cursor:
        cursor.execute(_COLLAPSED, [round.pk, category.pk])
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
