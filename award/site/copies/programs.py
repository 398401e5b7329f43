"""Running `pg_dump` and `pg_restore` against the database that the settings name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from award.stack.binaries import postgres_folders

NAMES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "host": "PGHOST"}
MISSING = (
    "{program} of version {wanted} or later was not found, and the server is {wanted}: install PostgreSQL's client "
    "programs of that version, or name their folder in AWARD_PG_BINDIR."
)


def run(program: str, *arguments: str) -> None:
    """As the owner of the tables; no password stands among the arguments. Raises `CommandError`."""
    command = [str(_find(program)), *arguments]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        first = next(iter(done.stderr.strip().splitlines()), "it ended without a word")
        raise CommandError(f"{program} could not do it: {first}")


def _find(program: str) -> Path:
    """One that is no older than the server: an older one refuses it."""
    wanted = server_version()
    for path in _candidates(program):
        if version_of(path) >= wanted:
            return path
    raise CommandError(MISSING.format(program=program, wanted=wanted))


def _candidates(program: str) -> Iterator[Path]:
    yield from (path for folder in postgres_folders() if (path := folder / program).exists())
    if found := shutil.which(program):
        yield Path(found)


def server_version() -> int:
    """The major one: 18."""
    with connection.cursor():
        return int(connection.connection.info.server_version) // 10000


def version_of(program: Path) -> int:
    """The major one, by its own word; 0 for what does not say."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"(\d+)(\.\d+)?", said.stdout)
    return int(found[1]) if found else 0


def _environment() -> dict[str, str]:
    owner: Mapping[str, Any] = settings.DATABASE_OWNER or connection.settings_dict
    known = {ours: str(owner[name]) for name, ours in NAMES.items() if owner.get(name)}
    said = owner.get("OPTIONS") or {}
    known |= {ours: str(said[name]) for name, ours in OPTIONS.items() if name in said}
    return {**os.environ, **known, "PGDATABASE": str(connection.settings_dict["NAME"])}
