"""One year of an award."""

from __future__ import annotations

import secrets
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import Now

from award.programme.models.award import Award
from award.programme.models.clock import EditionClock
from award.programme.narrowed import narrowed


def new_lot_seed() -> bytes:
    """256 random bits for the drawing of lots; the rule book commits to their SHA-256."""
    return secrets.token_bytes(32)


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self) -> EditionQuerySet:
        return self.filter(is_public=True)

    def real(self) -> EditionQuerySet:
        """Without what is only rehearsed or shown."""
        return self.filter(is_made_up=False)

    def preferring_real(self) -> EditionQuerySet:
        """The real ones; the made-up ones where there is no other, as on a machine to try things on."""
        real = self.real()
        return real if real.exists() else self

    def to_show_first(self) -> EditionQuerySet:
        """Real ones; where there is none, what still goes on, before rehearsals that have been played."""
        shown = self.preferring_real()
        going_on = shown.filter(is_made_up=True, announce_at__gt=EditionClock("id"))
        return going_on if going_on.exists() else shown

    def newest_real_first(self) -> EditionQuerySet:
        """The newest of the real ones first; what is made up comes after them."""
        return self.order_by("is_made_up", "-year")

    def newest_first(self) -> EditionQuerySet:
        return self.order_by("-year")

    def with_calendar(self) -> EditionQuerySet:
        """With what every page of an edition looks at, some of them many times.

        `read_at`: what its clock showed, read once for the whole page. For pages alone: whoever
        keeps such an edition longer asks `edition_now`.
        """
        read = self.annotate(read_at=EditionClock("id"))
        return read.select_related("award__organisation").prefetch_related("rounds__supplements")


@narrowed()
class Edition(models.Model):
    """One year of an award, in one time zone, announced at one moment."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=64, default="Europe/Stockholm")
    event_sv = models.CharField(max_length=120, blank=True)
    event_en = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    announce_at = models.DateTimeField(help_text="The moment when the result becomes public.")
    is_public = models.BooleanField(default=False)
    is_made_up = models.BooleanField(
        default=False, editable=False, help_text="A rehearsal or demo: marked at birth, for ever."
    )
    clock_shift = models.DurationField(
        default=timedelta(0),
        editable=False,
        help_text="What is added to the clock in a made-up edition; it only grows.",
    )
    lot_seed = models.BinaryField(default=new_lot_seed, editable=False)
    created_at = models.DateTimeField(db_default=Now())

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "year"], name="edition_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(is_made_up=True) | models.Q(clock_shift=timedelta(0)),
                name="real_edition_has_no_shift",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
