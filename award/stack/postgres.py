"""A PostgreSQL of our own: in a folder, on a socket, for nobody else."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from award.stack.binaries import postgres_programs
from award.stack.process import NOBODY, last_words, start, stop, unprivileged

USER = "award"
START_SECONDS = 60
# Only for throw-away databases: a crash may lose everything.
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresError(Exception):
    """PostgreSQL cannot run; the message is for the person who started it."""


class Postgres:
    """One server: its data in `data`, its socket in a short folder under the temporary files.

    A Unix socket's path may have 107 bytes at most, which a project folder can exceed.
    """

    def __init__(self, data: Path, *, log: Path, options: Sequence[str] = ()) -> None:
        self.data, self.log, self.options = data, log, tuple(options)
        self.socket = Path(tempfile.gettempdir()) / f"fb-{_short(data)}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return self.url_of(USER)

    def url_of(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={quote(str(self.socket), safe='/')}"

    def start(self) -> None:
        """Start, making the database first where there is none. Raises `PostgresError`."""
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        self._launch()
        self._create_database(USER)

    def stop(self) -> None:
        """A fast, clean shutdown."""
        if self.process:
            stop(self.process, stop_signal=signal.SIGINT)
        shutil.rmtree(self.socket, ignore_errors=True)

    def is_ready(self) -> bool:
        ready = self._run("pg_isready", "-q", "-h", str(self.socket), check=False)
        return ready.returncode == 0

    def _prepare_folders(self) -> None:
        for folder in (self.data, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if unprivileged():
                _give_to_nobody(folder)
        self.log.parent.mkdir(parents=True, exist_ok=True)

    def _initdb(self) -> None:
        self._run(
            "initdb", "-D", str(self.data), "-U", USER, "--auth=trust", "-E", "UTF8",
            "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions",
        )  # fmt: skip

    def _launch(self) -> None:
        settings = [part for option in self.options for part in ("-c", option)]
        self.process = start(
            [
                postgres_programs() / "postgres", "-D", self.data, "-h", "", "-k", self.socket,
                "-c", "max_connections=200", *settings,
            ],
            log=self.log, stop_signal=signal.SIGINT, cwd="/", **unprivileged(),
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL did not start: {last_words(self.log)}")
            time.sleep(0.02)

    def _create_database(self, name: str) -> None:
        self._run("createdb", "-h", str(self.socket), "-U", USER, name, check=False)

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603
            [str(postgres_programs() / program), *arguments],
            capture_output=True, text=True, cwd="/", check=False, **unprivileged(),
        )  # fmt: skip
        if check and done.returncode:
            raise PostgresError(f"{program} failed: {_reason(done.stderr)}")
        return done


def _give_to_nobody(folder: Path) -> None:
    """The folder belongs to nobody, who must be able to reach it."""
    os.chown(folder, NOBODY, NOBODY)
    blocked = [p for p in folder.parents if not p.stat().st_mode & 0o001]
    if blocked:
        raise PostgresError(
            f"PostgreSQL does not run as root, and nobody else can enter {blocked[0]}. Run as an "
            "ordinary user, or put the project in a folder that others can enter."
        )


def _reason(text: str) -> str:
    if "No space left" in text:
        return "the disk is full. Make room and start again."
    return text.strip().splitlines()[-1] if text.strip() else "no reason given"


def _short(path: Path) -> str:
    """A short name that is the same for the same folder."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]
