"""What somebody who serves, or has got the program to run SQL of hers, may try; each alone, and taken back."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import Error, connection, transaction


def got_through(attempts: Mapping[str, str], **values: object) -> dict[str, str]:
    """Those of the attempts that the database let pass, with why; one that changes no row is no attempt."""
    found = {name: _attempt(sql, values) for name, sql in attempts.items()}
    return {name: why for name, why in found.items() if why}


def _attempt(sql: str, values: Mapping[str, object]) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            changed = cursor.rowcount
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except Error as error:
        return "" if _is_a_guard(error) else f"refused for another reason: {error}"
    return f"changed {changed}"


def _is_a_guard(error: Error) -> bool:
    """A right that is missing, or a trigger or constraint that says what it holds; no slip of the attempt."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", "") in {"42501", "23514", "23001"}
