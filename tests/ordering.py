"""The log's chain is locked last: held in every test that does not commit.

Two acts that each hold what the other waits for are broken by the database, and somebody gets an
error page. So an act locks the edition, then its rows, then the chain (`docs/architecture.md`). Here
each transaction of the platform is watched, table by table: after the chain it may lock rows only of
tables in which it holds some already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from award.log.domain.recording import _CHAIN_LOCK

LOCKED = re.compile(r'^(?:UPDATE|DELETE FROM|INSERT INTO) "(\w+)"|FROM "(\w+)".* FOR (?:NO KEY )?(?:UPDATE|SHARE)')  # fmt: skip
# The chain's own, what allauth writes, and a note that is a transaction of its own outside of tests.
FREE = ("log_", "django_", "account_", "usersessions_", "results_sealfailure")


class Watch:
    """A wrapper for statements; `faults` are tables that were locked too late."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._depth = 0
        self._forget()

    def _forget(self) -> None:
        self._held: set[str] = set()
        self._chained = False

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        self._see(" ".join(str(sql).split()), params)
        return answer

    def _see(self, sql: str, params: Any) -> None:
        if sql.startswith("SAVEPOINT"):
            self._depth += 1
        elif sql.startswith("RELEASE"):
            self._depth -= 1
            if not self._depth:
                self._forget()
        elif "pg_advisory_xact_lock" in sql and params and _CHAIN_LOCK in params:
            self._chained = self._depth > 0
        elif found := LOCKED.search(sql):
            self._lock(found[1] or found[2], sql)

    def _lock(self, table: str, sql: str) -> None:
        late = self._chained and table not in self._held and not sql.startswith("INSERT")
        if late and not table.startswith(FREE):
            self.faults.append(f"{table}, by {sql[:60]}")
        self._held.add(table)


@pytest.fixture(autouse=True)
def chain_is_locked_last(request: pytest.FixtureRequest) -> Iterator[None]:
    marker = request.node.get_closest_marker("django_db")
    alone = request.node.get_closest_marker("one_transaction")
    if marker is None or marker.kwargs.get("transaction") or alone:
        yield
        return
    with connection.execute_wrapper(watch := Watch()):
        yield
    assert not watch.faults, f"locked after the log's chain: {watch.faults}"
