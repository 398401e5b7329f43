"""The list of what was erased: kept outside the database, and gone through again after a restore.

A back-up from before an erasure holds what was erased. So each erasure writes a line in its own
transaction, and the line goes to a file beside the database, which is backed up apart from it. The file
holds references and moments, and no names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from award.people.models import ErasedThing
from award.programme.domain.clock import database_now

AT_ONCE = 500


def note_erased(reference: str, *, born: datetime | None) -> None:
    """In the transaction that erases it; the file follows the commit, or the next tick does it."""
    ErasedThing.objects.create(reference=reference, born=born)
    transaction.on_commit(partial(list_what_was_erased), robust=True)


@transaction.atomic
def list_what_was_erased() -> int:
    """On the tick too: write down what is not in the file yet. A line that comes twice does no harm."""
    waiting = ErasedThing.objects.select_for_update(skip_locked=True, no_key=True)
    rows = list(waiting.filter(listed_at=None).order_by("id")[:AT_ONCE])
    if rows:
        _append([_line(row.reference, row.born) for row in rows])
        found = ErasedThing.objects.filter(pk__in=[row.pk for row in rows])
        found.update(listed_at=database_now())
    return len(rows)


def listed() -> Iterator[tuple[str, datetime | None]]:
    """What the file and the database know to be erased: reference and birth, each once."""
    known = dict.fromkeys(_read())
    known |= dict.fromkeys(ErasedThing.objects.order_by("id").values_list("reference", "born"))
    yield from known


def _line(reference: str, born: datetime | None) -> str:
    return json.dumps({"erased": reference, "born": born.isoformat() if born else None}) + "\n"


def _append(lines: list[str]) -> None:
    """On the disk before it counts as written: one write, so that lines of two processes do not mix."""
    path = Path(settings.ERASED_LIST)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab", 0) as file:
        file.write("".join(lines).encode())
        os.fsync(file.fileno())


def _read() -> Iterator[tuple[str, datetime | None]]:
    """A last line that was cut off by a power cut is left out: the database still has it."""
    path = Path(settings.ERASED_LIST)
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        yield said["erased"], datetime.fromisoformat(said["born"]) if said["born"] else None
