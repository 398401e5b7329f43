"""Roles that somebody once had."""

from __future__ import annotations

from django.db import models

from award.people.models.person import Person
from award.people.models.role import Role
from award.programme.append_only import EDITION_ERASER, append_only
from award.programme.models.edition import Edition
from award.programme.models.organisation import Organisation


@append_only(eraser=EDITION_ERASER)
class PastRole(models.Model):
    """A role that was taken away: written when it is, and never again touched."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="past_roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="past_roles")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="past_roles", null=True)
    kind = models.CharField(max_length=12, choices=Role.Kind.choices)
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} until {self.withdrawn_at:%Y-%m-%d}"
