"""What is in a database, in figures: how many rows each table has, and a sum over all that they say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from award.log.models import LogEntry
from award.programme.domain.keeping import known_fingerprint

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
# Rows are compared whatever order they lie in; a sum of 64-bit hashes needs no memory.
FIGURES = "SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {} t"


@dataclass(frozen=True)
class Contents:
    """`tables`: rows and the sum by table. `key` is the fingerprint of the key outside the database."""

    tables: dict[str, list[Any]]
    migrations: list[str]
    log_head: str
    key: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def contents() -> Contents:
    """As the present transaction sees them."""
    return Contents(
        tables=figures(),
        migrations=sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
        log_head=log_head(),
        key=known_fingerprint(),
    )


def log_head() -> str:
    """Number and hash of the newest entry, as `verify_log --head` takes it; "" for an empty log."""
    newest = LogEntry.objects.order_by("-seq").first()
    return f"{newest.seq}:{newest.hash}" if newest else ""


def figures() -> dict[str, list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(sql.SQL(FIGURES).format(sql.Identifier(name)))
            found[name] = list(cursor.fetchone())
        return found
