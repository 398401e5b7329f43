"""Every run of the tests has a PostgreSQL and a Valkey of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from award.stack.ports import free_port
from award.stack.postgres import UNSAFE, Postgres
from award.stack.valkey import Valkey

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
        os.environ["DATABASE_URL"] = postgres.url
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
