"""Changing fields of a thing so that the log keeps what was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models.fields.files import FieldFile

from award.log.domain.recording import record
from award.programme.domain.deadlocks import again_after_deadlock
from award.programme.domain.meanwhile import Marks, settle
from award.programme.models import Edition, Organisation


@again_after_deadlock
@transaction.atomic
def change(
    thing: models.Model,
    *,
    changes: Mapping[str, Any],
    action: str,
    by: models.Model,
    edition: Edition | None = None,
    organisation: Organisation | None = None,
    shown: Marks | None = None,
) -> bool:
    """Save and log the fields that differ; False, and no entry, when none does.

    With `shown`, how the form was when she opened it, nobody's change since is lost. Raises
    `award.programme.domain.meanwhile.ChangedMeanwhile`.
    """
    kept = type(thing)._default_manager.select_for_update(no_key=True).get(pk=thing.pk)
    stored = {name: getattr(kept, name) for name in changes}
    changes = settle(changes, stored=stored, shown=shown or {})
    before = {name: plain(getattr(kept, name)) for name in changes}
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(changes))
    after = {name: plain(getattr(thing, name)) for name in changes}
    differing = [name for name in changes if before[name] != after[name]]
    if differing:
        record(
            action,
            actor=by,
            object=thing,
            edition=edition,
            organisation=organisation,
            before={name: before[name] for name in differing},
            after={name: after[name] for name in differing},
        )
    return bool(differing)


def plain(value: Any) -> Any:
    """The value as the log can hold it: text, whole numbers, yes and no."""
    if isinstance(value, FieldFile):
        return value.name or ""
    return value if isinstance(value, str | int | bool | None) else str(value)
