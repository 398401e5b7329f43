"""A PostgreSQL of a test's own, as careful as in production, that can be killed in mid-work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from award.stack.local import addresses
from award.stack.postgres import Postgres
from tests.storm.processes import PATIENCE, ROOT, until

# What is committed lies in memory alone: of the three that would write it sooner or later, one has nothing
# to do, one no reason for an hour, and the third is held (`hold_writer`).
CARELESS = (
    "synchronous_commit=off", "wal_buffers=64MB", "bgwriter_lru_maxpages=0", "checkpoint_timeout=1h",
)  # fmt: skip
VOTE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from award.log.domain.parting import as_owner
from tests.voting.ballots.electorate import make_vote
with as_owner():
    edition = make_vote().edition
print(f"/{edition.award.slug}/{edition.year}/rosta/")
"""


class Victim:
    """The server, with a vote in it at the address `paper`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="forebild-victim-"))
        self.folder.chmod(0o755)
        self.server = Postgres(self.folder / "pg", log=self.folder / "pg.log")
        self.server.start()
        self.paper = self._make_vote()

    def kill(self, *, then: Sequence[str] = ()) -> None:
        """-9 for the postmaster and every child at once; then a start with these options."""
        assert self.server.process
        postmaster = self.server.process.pid
        for pid in (postmaster, *_children(postmaster)):
            with suppress(ProcessLookupError):  # a child ends by itself when its postmaster is gone
                os.kill(pid, signal.SIGKILL)
        self.server.process.wait()
        self.server.settings = tuple(then)
        self.server.start()

    def hold_writer(self) -> None:
        """Nothing is written of what was committed without waiting for it."""
        until(self._writers)
        os.kill(self._writers()[0], signal.SIGSTOP)

    def _writers(self) -> list[int]:
        assert self.server.process
        return [pid for pid in _children(self.server.process.pid) if "walwriter" in _title(pid)]

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Patiently: the server may be on its way up."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with psycopg.connect(self.server.url) as connection:
                    return connection.execute(sql, values).fetchall()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise

    def stop(self) -> None:
        self.server.stop()
        shutil.rmtree(self.folder)

    def _make_vote(self) -> str:
        env = {**os.environ, **addresses(self.server), "FOREBILD_ENV": "test"}
        env["DJANGO_SETTINGS_MODULE"] = "award.settings"
        done = subprocess.run(
            [sys.executable, "-c", VOTE], env=env, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1]


def _title(pid: int) -> str:
    with suppress(FileNotFoundError, ProcessLookupError):  # a child that has ended meanwhile
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]
