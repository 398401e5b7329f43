"""Budgets: so many uses in a time, counted in PostgreSQL. With Valkey away they hold all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from award.limits.domain.sources import hashed
from award.limits.models import Use
from award.programme.domain.clock import database_now


@dataclass(frozen=True)
class Budget:
    """`limits` are pairs of how many and in how long a time, none longer than a day."""

    name: str
    limits: tuple[tuple[int, timedelta], ...]


@transaction.atomic
def spend(budget: Budget, whose: str) -> bool:
    """Use it once, where each of its limits has room for that; two at the same moment count as two."""
    key = hashed(budget.name, whose)
    take_turns(f"{budget.name}:{key}")
    if not _has_room(budget, key):
        return False
    Use.objects.create(budget=budget.name, key=key)
    return True


def has_room(budget: Budget, whose: str) -> bool:
    """Whether it could be used once more."""
    return _has_room(budget, hashed(budget.name, whose))


def used(budget: Budget, whose: str, *, within: timedelta) -> int:
    """How often it was used lately."""
    return _used(budget, hashed(budget.name, whose), within)


def forget_uses(budget: Budget, whose: str) -> None:
    """As if it had never been used."""
    Use.objects.filter(budget=budget.name, key=hashed(budget.name, whose)).delete()


def take_turns(name: str) -> None:
    """Until the transaction ends, those who say the same name come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [name])


def _has_room(budget: Budget, key: str) -> bool:
    return all(_used(budget, key, within) < most for most, within in budget.limits)


def _used(budget: Budget, key: str, within: timedelta) -> int:
    since = database_now() - within
    return Use.objects.filter(budget=budget.name, key=key, at__gt=since).count()
