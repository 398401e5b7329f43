"""What a nominee asks of the organisers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from award.people.models import Person
from award.programme.cleaning.lengths import at_most
from award.programme.models import Edition
from nominations.models.candidate import Candidate
from nominations.models.lengths import LONGEST_ANSWER, LONGEST_WISH


class WishQuerySet(models.QuerySet["Wish"]):
    def waiting(self) -> WishQuerySet:
        """Those that no organiser has dealt with, oldest first."""
        return self.filter(handled_at=None).order_by("created_at", "id")

    def of(self, edition: Edition) -> WishQuerySet:
        return self.filter(candidate__edition=edition).select_related("candidate", "handled_by")


HERS = {
    "time": _("You asked for more time to think"),
    "object": _("You objected"),
    "correct": _("You wanted what is said of you to be corrected"),
    "forget": _("You asked to be forgotten"),
    "reply": _("You answered the ruling that you cannot be chosen"),
}


class Wish(models.Model):
    """Asked on her page, seen by the organisers at once, answered by one of them.

    `changes` are the fields she wants to read otherwise (a `CORRECT` wish), by name.
    """

    class Kind(models.TextChoices):
        TIME = "time", _("asks for time to think")
        OBJECT = "object", _("objects")
        CORRECT = "correct", _("wants what we say to be corrected")
        FORGET = "forget", _("asks to be forgotten")
        REPLY = "reply", _("answers the ruling against being chosen")

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField(max_length=LONGEST_WISH, blank=True)
    changes = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    was_granted = models.BooleanField(null=True)
    answer = models.TextField(max_length=LONGEST_ANSWER, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            *at_most("wish", text=LONGEST_WISH, answer=LONGEST_ANSWER),
            models.UniqueConstraint(
                fields=["candidate", "kind"],
                condition=Q(handled_at=None),
                name="wish_of_a_kind_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None, was_granted=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False, was_granted__isnull=False),
                name="wish_handled_wholly",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} {self.get_kind_display()}"

    @property
    def in_her_words(self) -> str:
        """What she has asked, said to herself."""
        return str(HERS[self.kind])
