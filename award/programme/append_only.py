"""Which tables are only added to. The list stands once: triggers, grants and tests ask here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=type[models.Model])

# What takes an edition away of which nothing has come: see `award/rules/sql/erasing.py`.
EDITION_ERASER = "forebild_erase_edition"


@dataclass(frozen=True)
class AppendOnly:
    """`moves` are the columns that may change, such as a decision that a row waits for.

    `eraser` is the database's function through which alone a row is deleted, should the law ask.
    """

    table: str
    moves: tuple[str, ...] = ()
    eraser: str = ""


_signed: dict[str, AppendOnly] = {}


def append_only(*, moves: tuple[str, ...] = (), eraser: str = "") -> Callable[[M], M]:
    """Sign a model up: `@append_only()` above it; `moves` names fields of it."""

    def sign(model: M) -> M:
        columns = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
        moving = tuple(columns[name] for name in moves)
        _signed[model._meta.db_table] = AppendOnly(model._meta.db_table, moving, eraser)
        return model

    return sign


def append_only_tables() -> list[AppendOnly]:
    """By name."""
    return [_signed[table] for table in sorted(_signed)]
