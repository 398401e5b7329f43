"""Two roles in the database: one owns the tables and migrates, the other one serves.

With one role for both everything works as well, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction

from award.programme.append_only import AppendOnly, append_only_tables
from award.programme.narrowed import Narrowed, narrowed_tables

ONE_ROLE = (
    "one role owns the tables and serves: it could change what is sealed. "
    'See "Two roles in the database" in docs/operations.md'
)
ADDRESS = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
READ_ONLY = {"django_migrations"}  # what serves reads here whether all are there


def as_owner() -> AbstractContextManager[None]:
    """Within it our connection is the owner's, where `DATABASE_OWNER_URL` names her."""
    return acting_as(settings.DATABASE_OWNER) if settings.DATABASE_OWNER else nullcontext()


@contextmanager
def acting_as(role: Mapping[str, Any]) -> Iterator[None]:
    """Within it our connection to the same database is another role's; `role` as in DATABASES.

    Not in the middle of a transaction.
    """
    ours = connections["default"]
    address = {part: role[part] for part in ADDRESS}
    connections["default"] = type(ours)({**ours.settings_dict, **address}, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = ours


@contextmanager
def impatient() -> Iterator[None]:
    """Within it a lock on a table is waited for two seconds: whoever waits stops all who come after."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")


def current_role() -> str:
    """As whom our connection works."""
    return _ask("SELECT current_user")[0]


def roles_are_parted() -> bool:
    """Whether whoever asks can neither change what is append-only nor make herself able to."""
    tables = [kept.table for kept in append_only_tables()]
    changeable = _ask(
        """
        SELECT relname FROM pg_class
        WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace
            AND (pg_has_role(relowner, 'MEMBER')
                OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER'))
        """,
        tables,
    )
    return not changeable


@transaction.atomic
def stand_guard() -> None:
    """Put the triggers on every table that is append-only, and on each of its partitions."""
    for kept in _append_only_here() if _is_made("forebild_append_only") else []:
        for table in _with_partitions(kept.table):
            _guard(table, kept)


@transaction.atomic
def grant_to(role: str) -> None:
    """What the role that serves needs, and nothing else; to be called as the owner."""
    kept = _append_only_here()
    tables = _tables()
    narrow = {name: table for name, table in narrowed_tables().items() if name in tables}
    ordinary = set(tables) - {each.table for each in kept} - set(narrow) - READ_ONLY
    everything = [part for table in tables for part in _with_partitions(table)]
    name = _quoted(role)
    _run(f"REVOKE ALL ON {_listed(everything)} FROM {name}")
    _run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}")
    _run(f"GRANT SELECT ON {_listed(READ_ONLY)} TO {name}")
    _run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_listed(ordinary)} TO {name}")
    for table in narrow.values():
        _grant_narrowly(table, name)
    for each in kept:
        _grant_adding(each, name)


def _grant_narrowly(narrow: Narrowed, name: str) -> None:
    table = _quoted(narrow.table)
    _run(f"GRANT SELECT, INSERT{', DELETE' if narrow.deletes else ''} ON {table} TO {name}")
    if narrow.changes is None:
        _run(f"GRANT UPDATE ON {table} TO {name}")
    elif narrow.changes:
        _run(f"GRANT UPDATE ({_listed(narrow.changes)}) ON {table} TO {name}")


def _grant_adding(kept: AppendOnly, name: str) -> None:
    table = _quoted(kept.table)
    _run(f"GRANT SELECT, INSERT ON {table} TO {name}")
    if kept.moves:
        _run(f"GRANT UPDATE ({_listed(kept.moves)}) ON {table} TO {name}")
    for function in filter(None, (kept.eraser, kept.blanker)):
        if _is_made(function):
            _run(f"GRANT EXECUTE ON FUNCTION {_quoted(function)} TO {name}")


def _guard(table: str, kept: AppendOnly) -> None:
    """One trigger for the rows, which a partition has of its parent, and one for the whole."""
    words = ", ".join(f"'{word}'" for word in (kept.eraser, *kept.moves, *kept.blanks))
    if table == kept.table:
        _run(
            f"CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON {_quoted(table)}"
            f" FOR EACH ROW EXECUTE FUNCTION forebild_append_only({words})"
        )
    _run(
        f"CREATE OR REPLACE TRIGGER append_only_whole BEFORE TRUNCATE ON {_quoted(table)}"
        " FOR EACH STATEMENT EXECUTE FUNCTION forebild_append_only('')"
    )


def _append_only_here() -> list[AppendOnly]:
    """Without those that no migration has made yet."""
    tables = set(_tables())
    return [kept for kept in append_only_tables() if kept.table in tables]


def _is_made(function: str) -> bool:
    return bool(_ask("SELECT proname FROM pg_proc WHERE proname = %s", function))


def _tables() -> list[str]:
    """Those of ours, without partitions: they are reached by their whole."""
    return _ask(
        """
        SELECT relname FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
            AND NOT relispartition AND pg_has_role(relowner, 'USAGE')
        """
    )


def _with_partitions(table: str) -> list[str]:
    """The table first."""
    partitions = _ask(
        """
        SELECT relname FROM pg_partition_tree(%s::regclass) JOIN pg_class ON oid = relid
        WHERE level > 0 ORDER BY relname
        """,
        f"public.{_quoted(table)}",
    )
    return [table, *partitions]


def _ask(sql: str, *values: str | list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [name for (name,) in cursor.fetchall()]


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(_quoted(name) for name in sorted(names))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
