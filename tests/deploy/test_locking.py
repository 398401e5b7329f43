"""A step that would hold a table against everybody who votes meanwhile is refused before it is released.

`squawk` reads the SQL of every step that came after the tables of 0.2, as Django writes it. What may stay: a table that
is made by the same step, an index that is built concurrently, a constraint that is checked later.
"""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

SQUAWK = Path(sys.executable).with_name("squawk")
# The last step of each room that a database of 0.2 has taken: it was made with them, and none is taken with voters in it.
# 0.2 is not released: rounds got their slugs (`programme` 0009, `rules` 0007) before anybody voted in it.
TAKEN = {
    "programme": "0009", "log": "0003", "mail": "0003", "limits": "0001", "people": "0010", "rules": "0007", "nominations": "0008",
    "jury": "0006", "ballots": "0006", "results": "0010", "complaints": "0002",
}  # fmt: skip
# How SQL is written is Django's affair; and `migrate` sets the time that a lock is waited for.
STYLE = (
    "prefer-bigint-over-int", "prefer-bigint-over-smallint", "prefer-identity", "prefer-robust-stmts", "prefer-text-field",
    "prefer-timestamp-tz", "require-timeout-settings", "ban-char-field", "transaction-nesting",
)  # fmt: skip
HOLDS = {
    "CREATE INDEX later ON ballots_ballot (choice);": "require-concurrent-index-creation",
    "ALTER TABLE ballots_ballot ALTER COLUMN choice TYPE text;": "changing-column-type",
    "ALTER TABLE ballots_ballot ADD COLUMN weight numeric NOT NULL DEFAULT random();": "adding-field-with-default",
    "ALTER TABLE ballots_ballot ADD COLUMN weight integer NOT NULL;": "adding-required-field",
    "ALTER TABLE ballots_ballot ADD CONSTRAINT some CHECK (choice <> '');": "constraint-missing-not-valid",
    "ALTER TABLE ballots_ballot ADD CONSTRAINT once UNIQUE (choice);": "disallowed-unique-constraint",
}


def complaints_about(sql: str, folder: Path) -> str:
    """What squawk says; "" when nothing holds a table."""
    file = folder / "step.sql"
    file.write_text(sql)
    done = subprocess.run(
        [SQUAWK, "--assume-in-transaction", "--pg-version=15", f"--exclude={','.join(STYLE)}", str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if done.returncode == 0 else done.stdout + done.stderr


def steps_since() -> list[tuple[str, str]]:
    loader = MigrationLoader(None)
    return sorted(
        (app, name)
        for app, name in loader.disk_migrations
        if app in TAKEN and name[:4] > TAKEN[app]
    )


def test_every_room_with_tables_is_looked_at():
    ours = ("award.", "nominations", "voting.")
    rooms = {c.label for c in apps.get_app_configs() if c.name.startswith(ours) and c.models_module}

    assert rooms <= set(TAKEN)


@pytest.mark.django_db
def test_no_step_holds_a_table_against_everybody(tmp_path):
    told = {}
    for app, name in steps_since():
        sql = StringIO()
        call_command("sqlmigrate", app, name, stdout=sql)
        if found := complaints_about(sql.getvalue(), tmp_path):
            told[f"{app}.{name}"] = found

    assert connection.vendor == "postgresql"
    assert told == {}


@pytest.mark.parametrize(("sql", "rule"), HOLDS.items())
def test_what_holds_a_table_is_found(sql, rule, tmp_path):
    assert rule in complaints_about(sql, tmp_path)


def test_a_new_table_with_its_index_holds_nobody(tmp_path):
    sql = "CREATE TABLE made (id bigint PRIMARY KEY, name text NOT NULL); CREATE INDEX on_name ON made (name);"

    assert complaints_about(sql, tmp_path) == ""
