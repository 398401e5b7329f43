"""The log of a whole organisation."""

from __future__ import annotations

from django.db.models import QuerySet

from award.log.models import LogEntry
from award.people.models import PastRole, Role
from award.programme.models import Organisation


def organisation_log(organisation: Organisation) -> QuerySet[LogEntry]:
    """Its own entries, those of its editions, and those about the accounts of its people."""
    now = Role.objects.filter(organisation=organisation).values_list("person", flat=True)
    once = PastRole.objects.filter(organisation=organisation).values_list("person", flat=True)
    accounts = [f"person:{pk}" for pk in {*now, *once}]
    theirs = LogEntry.objects.filter(edition=None, organisation=None, object__in=accounts)
    return LogEntry.objects.of_organisation(organisation) | theirs
