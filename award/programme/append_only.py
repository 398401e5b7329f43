"""Which tables are only added to. The list stands once: triggers, grants and tests ask here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=type[models.Model])

# What takes an edition away of which nothing has come: see `award/rules/sql/erasing.py`.
EDITION_ERASER = "forebild_erase_edition"
# What takes the seals of an edition away that nobody was nominated in: see `voting/results/sql/empty_rounds.py`.
EMPTY_ROUNDS_ERASER = "forebild_erase_empty_rounds"


@dataclass(frozen=True)
class AppendOnly:
    """`moves` are the columns that may change, such as a decision that a row waits for.

    `eraser` is the database's function through which alone a row is deleted, should the law ask;
    `blanker` the one through which alone the columns of `blanks` are emptied. That they are emptied and
    not rewritten is for a trigger of the table's own.
    """

    table: str
    moves: tuple[str, ...] = ()
    eraser: str = ""
    blanks: tuple[str, ...] = ()
    blanker: str = ""


_signed: dict[str, AppendOnly] = {}


def append_only(
    *,
    moves: tuple[str, ...] = (),
    eraser: str = "",
    blanks: tuple[str, ...] = (),
    blanker: str = "",
) -> Callable[[M], M]:
    """Sign a model up: `@append_only()` above it; `moves` and `blanks` name fields of it."""

    def sign(model: M) -> M:
        columns = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
        moving, blanked = (tuple(columns[name] for name in names) for names in (moves, blanks))
        table = model._meta.db_table
        _signed[table] = AppendOnly(table, moving, eraser, blanked, blanker)
        return model

    return sign


def append_only_tables() -> list[AppendOnly]:
    """By name."""
    return [_signed[table] for table in sorted(_signed)]
