"""The rules of an edition as versioned, hashed data."""

from __future__ import annotations

import rfc8785
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from award.people.models import Person, Proposal
from award.people.models.proposal import LONGEST
from award.programme.append_only import EDITION_ERASER, append_only
from award.programme.cleaning.lengths import at_most
from award.programme.models.edition import Edition
from award.programme.models.round import LONGEST_SLUG


class RuleBookQuerySet(models.QuerySet["RuleBook"]):
    def adopted(self) -> RuleBookQuerySet:
        """Newest first: the first of them is in force."""
        return self.order_by("-version")


@append_only(eraser=EDITION_ERASER)
class RuleBook(models.Model):
    """One version of an edition's rules; `sha256` is over the RFC 8785 form of `rules`.

    A version is written when it is adopted, and never rewritten. After the freeze it comes from a
    `proposal` that was approved; `extends` is the round that one organiser alone made longer by it.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rule_books")
    version = models.PositiveIntegerField()
    rules = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(max_length=LONGEST, blank=True)
    after_freeze = models.BooleanField(default=False)
    extends = models.CharField(max_length=LONGEST_SLUG, blank=True)
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="rule_book", null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    adopted_at = models.DateTimeField(db_default=Now())

    objects = RuleBookQuerySet.as_manager()

    class Meta:
        constraints = [
            *at_most("rulebook", reason=LONGEST),
            models.UniqueConstraint(fields=["edition", "version"], name="rule_book_version_once"),
            models.UniqueConstraint(
                fields=["edition", "extends"],
                condition=~Q(extends=""),
                name="round_extended_alone_once",
            ),
            models.CheckConstraint(
                condition=Q(after_freeze=False) | ~Q(reason=""),
                name="rule_change_after_freeze_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(after_freeze=False) | Q(proposal__isnull=False),
                name="rule_change_after_freeze_was_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} rules, version {self.version}"

    def canonical(self) -> bytes:
        """The RFC 8785 form of the rules, whose SHA-256 is `sha256`."""
        return rfc8785.dumps(self.rules)
