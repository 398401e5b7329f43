"""PostgreSQL and Valkey for one command, or those of a platform that is up."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from award.stack.postgres import Postgres
from award.stack.valkey import Valkey, free_port


def state_file(var: Path) -> Path:
    return var / "run" / "stack.json"


def running(var: Path) -> dict[str, str] | None:
    """The addresses of a platform that is up in this folder; None when its process is gone."""
    try:
        state: dict[str, str] = json.loads(state_file(var).read_text())
        os.kill(int(state["pid"]), 0)
    except (OSError, ValueError, KeyError):
        return None
    return state


def note_running(var: Path, **addresses: str) -> None:
    """Let commands in other windows find the servers."""
    file = state_file(var)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"pid": str(os.getpid()), **addresses}))


@contextmanager
def local_servers(var: Path) -> Iterator[None]:
    """With no DATABASE_URL or REDIS_URL set, have servers and set both, for the time of a command."""
    with ExitStack() as stack:
        found = running(var) or {}
        if "DATABASE_URL" not in os.environ:
            os.environ["DATABASE_URL"] = found.get("DATABASE_URL") or _postgres(stack, var)
        if "REDIS_URL" not in os.environ:
            os.environ["REDIS_URL"] = found.get("REDIS_URL") or _valkey(stack, var)
        yield


def _postgres(stack: ExitStack, var: Path) -> str:
    server = Postgres(var / "postgres", log=var / "log" / "postgres.log")
    server.start()
    stack.callback(server.stop)
    return server.url


def _valkey(stack: ExitStack, var: Path) -> str:
    server = Valkey(var / "valkey", log=var / "log" / "valkey.log", port=free_port())
    server.start()
    stack.callback(server.stop)
    return server.url
