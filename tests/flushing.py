"""Emptying append-only tables between transactional tests."""

from collections.abc import Iterator

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

TRIGGERS_OFF = "SET LOCAL session_replication_role = 'replica'"


@pytest.fixture(scope="session", autouse=True)
def append_only_tables_can_be_flushed() -> Iterator[None]:
    """The database refuses TRUNCATE of the log and the ballots; the flush runs with triggers off."""
    original = DatabaseOperations.execute_sql_flush

    def flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        original(self, [TRIGGERS_OFF, *sql_list])

    DatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
    yield
    DatabaseOperations.execute_sql_flush = original  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def swedish_first() -> Iterator[None]:
    """A page asked for in English must not leave its language behind for the next test."""
    translation.activate("sv")
    yield
    translation.activate("sv")
