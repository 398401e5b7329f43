"""A table that lies in parts, by a hash of one of its columns; a migration makes the parts."""

from __future__ import annotations

from typing import Any

from django.db import migrations

PARTS = 16
_PART = (
    "CREATE TABLE {part} PARTITION OF {whole} FOR VALUES WITH (MODULUS {of}, REMAINDER {number})"
)


class CreateParted(migrations.CreateModel):
    """As `CreateModel`, in `PARTS` hash partitions of the round: `<table>_00` and so on.

    Whoever writes the migrations anew puts this in the place of the ballot's `CreateModel`, and
    keeps constraints and indexes as operations of their own after it.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        plain = schema_editor.sql_create_table
        schema_editor.sql_create_table = f"{plain} PARTITION BY HASH (round_id)"
        try:
            super().database_forwards(app_label, schema_editor, *states)
        finally:
            schema_editor.sql_create_table = plain
        table = states[1].apps.get_model(app_label, self.name)._meta.db_table
        for number in range(PARTS):
            schema_editor.execute(_part(schema_editor, table, number))


def part_names(table: str) -> list[str]:
    """The parts of the table, by remainder."""
    return [f"{table}_{number:02d}" for number in range(PARTS)]


def _part(schema_editor: Any, table: str, number: int) -> str:
    quoted = schema_editor.quote_name
    return _PART.format(
        part=quoted(part_names(table)[number]), whole=quoted(table), of=PARTS, number=number
    )
