"""What whoever serves may do to a table that is not append-only, where it is less than everything.

The narrowest guard there is: a right that nobody has cannot be used by a fault, or by a stranger. `migrate`
grants by this list (`award.log.domain.parting`), and tests ask it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=type[models.Model])


@dataclass(frozen=True)
class Narrowed:
    """`changes` are the columns that may be changed, None for all of them; `deletes`: whether rows may go."""

    table: str
    changes: tuple[str, ...] | None
    deletes: bool


_signed: dict[str, Narrowed] = {}


def narrowed(*, changes: tuple[str, ...] | None = None, deletes: bool = False) -> Callable[[M], M]:
    """Sign a model up: `@narrowed(changes=("left_at",))` above it, which names fields of it."""

    def sign(model: M) -> M:
        table = model._meta.db_table
        columns = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
        named = None if changes is None else tuple(columns[name] for name in changes)
        _signed[table] = Narrowed(table, named, deletes)
        return model

    return sign


def narrowed_tables() -> dict[str, Narrowed]:
    """By table."""
    return dict(_signed)
