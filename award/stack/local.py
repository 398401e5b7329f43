"""PostgreSQL and Valkey for one command, or those of a platform that is up."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from award.stack.errors import StackError
from award.stack.ports import free_port
from award.stack.postgres import Postgres
from award.stack.valkey import Valkey

Server = TypeVar("Server", Postgres, Valkey)


def state_file(var: Path) -> Path:
    return var / "run" / "stack.json"


def beginning_file(var: Path) -> Path:
    """Has the address of the first visit, while there is no organisation."""
    return var / "run" / "begin"


@contextmanager
def sole_platform(var: Path) -> Iterator[None]:
    """Hold the folder for as long as the platform is up; raises `StackError` when another does.

    The kernel lets go of the lock when its holder dies, however it dies.
    """
    file = state_file(var)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = (running(var) or {}).get("pid", "unknown")
            raise StackError(f"The platform is already up (process {pid}).") from None
        yield
        held.truncate(0)


def note_running(var: Path, **addresses: str) -> None:
    """Let commands in other windows find the servers."""
    state_file(var).write_text(json.dumps({"pid": str(os.getpid()), **addresses}))


def running(var: Path) -> dict[str, str] | None:
    """The addresses of a platform that is up in this folder; None when its process is gone."""
    try:
        with state_file(var).open() as file:
            if not _is_held(file.fileno()):
                return None
            state: dict[str, str] = json.load(file)
    except (OSError, ValueError):
        return None
    return state


def _is_held(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


@contextmanager
def local_servers(var: Path) -> Iterator[None]:
    """With no DATABASE_URL or REDIS_URL set, have servers and set both, for the time of a command."""
    with ExitStack() as stack:
        found = {name: a for name, a in (running(var) or {}).items() if name != "pid"}
        if "DATABASE_URL" in os.environ:
            found.pop("DATABASE_OWNER_URL", None)  # it owns another database
        os.environ |= {name: a for name, a in found.items() if name not in os.environ}
        if "DATABASE_URL" not in os.environ:
            os.environ |= addresses(_started(stack, postgres_in(var)))
        if "REDIS_URL" not in os.environ:
            os.environ["REDIS_URL"] = _started(stack, valkey_in(var)).url
        yield


def postgres_in(var: Path) -> Postgres:
    return Postgres(var / "postgres", log=var / "log" / "postgres.log")


def addresses(server: Postgres) -> dict[str, str]:
    """Of the role that serves and of the one that migrates."""
    return {"DATABASE_URL": server.url, "DATABASE_OWNER_URL": server.owner_url}


def valkey_in(var: Path) -> Valkey:
    return Valkey(var / "valkey", log=var / "log" / "valkey.log", port=free_port())


def _started(stack: ExitStack, server: Server) -> Server:
    stack.callback(server.stop)
    server.start()
    return server
