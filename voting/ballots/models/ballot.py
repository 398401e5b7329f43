"""Ballots: added, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q

from award.programme.append_only import append_only
from award.programme.models import Category, Round
from voting.ballots.models.voter import Voter

# DISTINCT ON walks the index `ballot_current`, which holds everything that is asked for.
COLLAPSED = """
    SELECT choice, count(*) FROM (
        SELECT DISTINCT ON (voter_id) choice FROM ballots_ballot
        WHERE round_id = %s AND category_id = %s
        ORDER BY voter_id, revision DESC
    ) AS newest
    WHERE choice <> '' GROUP BY choice ORDER BY choice
"""
CHUNK = 2000


class BallotQuerySet(models.QuerySet["Ballot"]):
    def current(self, round: Round) -> BallotQuerySet:
        """The ballots that count in the round: each voter's newest in each category."""
        newer = Ballot.objects.filter(
            round=round,
            voter=OuterRef("voter"),
            category=OuterRef("category"),
            revision__gt=OuterRef("revision"),
        )
        return self.filter(~Exists(newer), round=round)

    def of_submission(self, round: Round, key: UUID) -> BallotQuerySet:
        """What one form stored: a ballot a category, in the categories' order.

        `key` is the form's number as ballots bear it (`voting.ballots.domain.pseudonyms.ballot_key`).
        """
        return (
            self.filter(round=round, submission_key=key)
            .select_related("category")
            .order_by("category__position", "category_id")
        )


@append_only(eraser="forebild_empty_ballot_box")
class Ballot(models.Model):
    """One voter's choice in one category, in the notation of the counting core; "" is blank.

    The current ballot is the one with the highest revision. `receipt` is random; `leaf` is the
    SHA-256 by which the ballot can be found in the published list without telling its choice. The
    database refuses UPDATE, DELETE and TRUNCATE, until at the seal all of a round's move, each as it was
    cast, into `SealedBallot`, where nothing says whose they are.

    The table is parted by a hash of the round (`voting.ballots.partitions`): whoever asks for ballots
    names the round, and one part is read. The indexes begin with it too.
    """

    pk = models.CompositePrimaryKey("round", "category", "voter", "revision")
    round = models.ForeignKey(Round, models.PROTECT, related_name="ballots", db_index=False)
    category = models.ForeignKey(Category, models.PROTECT, related_name="ballots", db_index=False)
    voter = models.ForeignKey(Voter, models.PROTECT, related_name="ballots", db_index=False)
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
                fields=["round", "submission_key", "category"], name="ballot_submission_once"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="revision_from_one"),
        ]
        indexes = [
            models.Index(
                fields=["round", "category", "voter", "-revision"],
                include=["choice"],
                name="ballot_current",
            ),
            models.Index(fields=["round", "receipt"], name="ballot_receipt"),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"


def collapsed(round: Round, category: Category) -> Iterator[tuple[str, int]]:
    """Each different current choice with how many cast it, without the blank ones.

    One `GROUP BY` in the database, read in chunks through a cursor there.
    """
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(COLLAPSED, [round.pk, category.pk])
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
