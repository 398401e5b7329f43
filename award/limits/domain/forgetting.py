"""Who asked for what is kept for a day, since no limit looks further back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from award.limits.models import AskedMail, Use, UsedProof
from award.programme.domain.clock import database_now

KEPT_FOR = timedelta(days=1)
BATCH = 1000


def forget_yesterday() -> int:
    """Some at a time; returns how many went."""
    before = database_now() - KEPT_FOR
    gone = 0
    for model in (AskedMail, Use, UsedProof):
        gone += _forget(model._default_manager.filter(at__lt=before))
    return gone


def _forget(old: QuerySet[Any]) -> int:
    some = list(old.values_list("pk", flat=True)[:BATCH])
    return old.filter(pk__in=some).delete()[0] if some else 0
