"""The jury's words about a winner."""

from __future__ import annotations

from django.db import models

from award.people.models import Person
from award.programme.cleaning.lengths import at_most
from award.programme.models import Category, Edition

LONGEST = 2000  # signs in each language


class MotivationQuerySet(models.QuerySet["Motivation"]):
    def written(self, edition: Edition) -> MotivationQuerySet:
        """Those of the edition that have words."""
        return self.filter(edition=edition).exclude(text_sv="")


class Motivation(models.Model):
    """The jury's words about the winner of a category; written until she is announced.

    `about` is her alias (several in alphabetical order, with `+`): words about one winner are not
    shown beside another. "" are words from before the sealing, which says whom they are about.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="motivations")
    category = models.ForeignKey(Category, models.PROTECT, related_name="motivations")
    about = models.CharField(max_length=250, blank=True)
    text_sv = models.TextField(max_length=LONGEST, blank=True)
    text_en = models.TextField(max_length=LONGEST, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    objects = MotivationQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("motivation", text_sv=LONGEST, text_en=LONGEST),
            models.UniqueConstraint(fields=["category", "about"], name="motivation_once"),
        ]

    def __str__(self) -> str:
        return f"motivation of {self.category}"
