"""Every look at personal data is written down: one row a reader, thing and day.

So that reading costs nothing, the rows lie beside the log; the day after, a digest of them stands in its
chain, which nobody can change unnoticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import rfc8785
from django.db import transaction
from django.utils import timezone

from award.log.domain.recording import record
from award.log.domain.verifying import LogFault
from award.log.models import LogEntry
from award.mail.domain.ticking import is_time
from award.people.models import Look, Person
from award.programme.domain.clock import database_now
from award.programme.models import Organisation

EVERY = timedelta(hours=1)
COUNTED = "personal.looks"
How = Look.How


def note_look(
    reader: Person, organisation: Organisation, things: Iterable[str], *, how: How = How.READ
) -> None:
    """That she has seen these, such as `nominee:12`; seen again on the same day, it is one row."""
    day = timezone.localdate(database_now())
    rows = [
        Look(organisation=organisation, reader=reader, day=day, thing=thing, how=how)
        for thing in dict.fromkeys(things)
    ]
    Look.objects.bulk_create(rows, ignore_conflicts=True)


def digest_looks() -> int:
    """On the tick, once an hour: each day that is over and has no digest gets one. Returns how many did.

    A day is over an hour after midnight: a page that was answered at midnight has written its row by then.
    """
    if not is_time("looks", EVERY):
        return 0
    today = timezone.localdate(database_now() - EVERY)
    days = Look.objects.filter(day__lt=today).order_by("organisation", "day")
    found = days.values_list("organisation", "day").distinct()
    return sum(_digest(organisation, day) for organisation, day in found)


def changed_looks(entries: Sequence[LogEntry]) -> Iterator[LogFault]:
    """Days whose rows are not those that were counted."""
    for entry in entries:
        payload = getattr(entry, "payload", None)
        if entry.action == COUNTED and payload and entry.organisation_id:
            day = date.fromisoformat(entry.object.removeprefix("looks:"))
            if payload.content["after"] != _counted(entry.organisation_id, day):
                yield LogFault(
                    entry.seq, "the looks at personal data that it counts have been changed"
                )


@transaction.atomic
def _digest(organisation: int, day: date) -> int:
    found = Organisation.objects.select_for_update(no_key=True).get(pk=organisation)
    thing = f"looks:{day.isoformat()}"
    if LogEntry.objects.filter(action=COUNTED, organisation=found, object=thing).exists():
        return 0
    record(
        COUNTED, actor="task:digest_looks", object=thing, organisation=found,
        after=_counted(organisation, day),
    )  # fmt: skip
    return 1


def _counted(organisation: int, day: date) -> dict[str, int | str]:
    """How many rows and readers, and the SHA-256 over the RFC 8785 form of the rows in order."""
    rows: list[Any] = sorted(
        [reader, thing, how]
        for reader, thing, how in Look.objects.filter(
            organisation=organisation, day=day
        ).values_list("reader", "thing", "how")
    )
    return {
        "looks": len(rows),
        "readers": len({reader for reader, _thing, _how in rows}),
        "sha256": hashlib.sha256(rfc8785.dumps(rows)).hexdigest(),
    }
