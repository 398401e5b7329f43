"""Every run of the tests has a PostgreSQL and a Valkey of its own; it works as the tables' owner."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg

from award.stack.ports import free_port
from award.stack.postgres import OWNER, SUPERUSER, UNSAFE, Postgres
from award.stack.valkey import Valkey

# What the owner may do in tests only: make a database for them, and empty it (`tests.flushing`).
MORE_RIGHTS = f"""
    ALTER ROLE {OWNER} CREATEDB;
    GRANT SET ON PARAMETER session_replication_role TO {OWNER};
"""
_servers = ExitStack()


def start_servers() -> None:
    """Unless they were given: called before Django reads its settings."""
    os.environ["FOREBILD_ENV"] = "test"
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["REDIS_URL"] = _own_part(os.environ["REDIS_URL"], worker)
        return
    folder = Path(tempfile.mkdtemp(prefix="forebild-"))
    folder.chmod(0o755)
    _servers.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["FOREBILD_VAR"] = str(folder / "var")
    (folder / "var" / "static").mkdir(parents=True)
    if "DATABASE_URL" not in os.environ:
        postgres = Postgres(folder / "postgres", log=folder / "postgres.log", options=UNSAFE)
        postgres.start()
        _servers.callback(postgres.stop)
        with psycopg.connect(postgres.url_as(SUPERUSER)) as connection:
            connection.execute(MORE_RIGHTS)
        os.environ["DATABASE_URL"] = postgres.owner_url
    if "REDIS_URL" not in os.environ:
        valkey = Valkey(folder / "valkey", log=folder / "valkey.log", port=free_port(), keep=False)
        valkey.start()
        _servers.callback(valkey.stop)
        os.environ["REDIS_URL"] = valkey.url


def _own_part(url: str, worker: str) -> str:
    """Each process of a run has a numbered database of its own in the one Valkey: gw0 has 1."""
    return f"{url.rpartition('/')[0]}/{int(worker.removeprefix('gw')) + 1}"


def stop_servers() -> None:
    _servers.close()
