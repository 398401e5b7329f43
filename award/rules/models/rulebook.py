"""The rules of an edition as versioned, hashed data."""

from __future__ import annotations

import rfc8785
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from award.log.append_only import append_only
from award.people.models.person import Person
from award.programme.models.edition import Edition


class RuleBookQuerySet(models.QuerySet["RuleBook"]):
    def adopted(self) -> RuleBookQuerySet:
        return self.filter(adopted_at__isnull=False).order_by("-version")

    def waiting(self) -> RuleBookQuerySet:
        """Proposed, neither adopted nor withdrawn: a second organiser has to decide."""
        return self.filter(adopted_at=None, declined_at=None)


@append_only(moves=("adopted_at", "approved_by", "declined_at"))
class RuleBook(models.Model):
    """One version of an edition's rules; `sha256` is over the RFC 8785 form of `rules`.

    Versions are added, never rewritten. Before the first round opens a version is adopted as it
    is written; afterwards it waits for a second organiser (`approved_by`) and needs a `reason`.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rule_books")
    version = models.PositiveIntegerField()
    rules = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    after_freeze = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    adopted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    objects = RuleBookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="rule_book_version_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(adopted_at=None, declined_at=None),
                name="one_waiting_rule_change",
            ),
            models.CheckConstraint(
                condition=Q(after_freeze=False) | ~Q(reason=""),
                name="rule_change_after_freeze_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(after_freeze=False)
                | Q(adopted_at=None)
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by"))),
                name="rule_change_after_freeze_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} rules, version {self.version}"

    def canonical(self) -> bytes:
        """The RFC 8785 form of the rules, whose SHA-256 is `sha256`."""
        return rfc8785.dumps(self.rules)
