"""Who has which role, since when, and when each counts in what takes two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from award.people.domain.circle import DECIDING
from award.people.models import PastRole, Role
from award.programme.domain.clock import database_now
from award.programme.models import Edition


@dataclass(frozen=True)
class RollRow:
    """A role; `counts_from` is None for one that decides nothing."""

    role: Role
    counts_from: datetime | None
    counts_now: bool


def roll(edition: Edition) -> list[RollRow]:
    """Every role that holds in the edition."""
    days = timedelta(days=edition.award.organisation.seniority_days)
    now = database_now()
    roles = Role.objects.in_reach_of(edition).select_related("granted_by")
    return [_row(role, days, now) for role in roles]


def roles_gone(edition: Edition) -> QuerySet[PastRole]:
    """The roles that were taken away in the edition and its organisation, the latest first."""
    gone = PastRole.objects.filter(organisation=edition.award.organisation_id)
    here = gone.filter(edition=None) | gone.filter(edition=edition)
    return here.select_related("person", "withdrawn_by").order_by("-withdrawn_at")


def _row(role: Role, days: timedelta, now: datetime) -> RollRow:
    if role.kind not in DECIDING:
        return RollRow(role, None, counts_now=False)
    counts_from = role.created_at + days
    return RollRow(role, counts_from, counts_now=counts_from <= now)
