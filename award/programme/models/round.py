"""The rounds of an edition, each open in a half-open window [opens_at, closes_at)."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from award.programme.models.category import Category
from award.programme.models.clock import EditionClock
from award.programme.models.edition import Edition
from award.programme.narrowed import narrowed


class HalfOpenWindow(Func):
    """`tstzrange(opens_at, closes_at, '[)')`; the first migration made a constraint with it."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class RoundQuerySet(models.QuerySet["Round"]):
    def open_now(self) -> RoundQuerySet:
        return self.filter(
            opens_at__lte=EditionClock("edition_id"), closes_at__gt=EditionClock("edition_id")
        )

    def closed(self) -> RoundQuerySet:
        return self.filter(closes_at__lte=EditionClock("edition_id"))

    def in_order(self) -> RoundQuerySet:
        """By their openings, and those that open together as the rules list them."""
        return self.order_by("opens_at", "place", "id")

    def for_category(self, category: Category) -> RoundQuerySet:
        """Those in which the category is judged."""
        every, own = models.Q(only_for=[]), models.Q(only_for__contains=[category.slug])
        return self.filter(every | own, edition=category.edition_id)

    def ordinary(self) -> RoundQuerySet:
        """Those that the rules foresee: no extra votes."""
        return self.filter(supplements=None)

    def extra_votes(self) -> RoundQuerySet:
        """Extra votes, each with its category."""
        return self.exclude(supplements=None).select_related("supplements")


class RoundKind(models.TextChoices):
    """In the order of the year."""

    NOMINATION = "nomination", _("Nomination")
    JURY = "jury", _("Jury")
    VOTE = "vote", _("Public vote")
    EXTRA_VOTE = "extra_vote", _("Extra vote")


VOTES = (RoundKind.VOTE, RoundKind.EXTRA_VOTE)
LONGEST_SLUG = 40
KINDS: tuple[str, ...] = tuple(kind for kind in RoundKind.values if kind != RoundKind.EXTRA_VOTE)


@narrowed()
class Round(models.Model):
    """A round; whether it is open is for the edition's clock to say, not for a column.

    An edition's rules foresee its rounds (`KINDS`): each has a `slug` and a `place` in their list, and may be `only_for`
    some categories, by their slugs (for all where there are none) and have a name, by language. An extra vote is what two
    people decide on when the result is sealed and a category (`supplements`) is undecided; there may be several, one
    after another.
    """

    Kind = RoundKind
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rounds")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.SlugField(max_length=LONGEST_SLUG)
    place = models.PositiveSmallIntegerField(default=0)
    only_for = ArrayField(models.SlugField(), default=list)
    name = models.JSONField(default=dict)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    supplements = models.ForeignKey(
        Category, models.PROTECT, related_name="extra_votes", null=True, editable=False
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["opens_at", "place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=F("closes_at")), name="round_opens_before_closing"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(RoundKind.values)), name="round_kind_known"
            ),
            models.UniqueConstraint(fields=["edition", "slug"], name="round_slug_once"),
            models.CheckConstraint(
                condition=models.Q(kind=RoundKind.EXTRA_VOTE, supplements__isnull=False)
                | (~models.Q(kind=RoundKind.EXTRA_VOTE) & models.Q(supplements=None)),
                name="extra_vote_supplements_a_category",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.get_kind_display()}"

    @property
    def is_vote(self) -> bool:
        """Whether the public votes in it."""
        return self.kind in VOTES

    def is_for(self, category: Category) -> bool:
        """Whether the category is judged in it."""
        return not self.only_for or category.slug in self.only_for

    def shares_with(self, other: Round) -> bool:
        """Whether any category is judged in both."""
        here, there = set(self.only_for), set(other.only_for)
        return not here or not there or bool(here & there)

    def contains(self, moment: datetime) -> bool:
        """Whether the half-open window contains the moment."""
        return self.opens_at <= moment < self.closes_at
