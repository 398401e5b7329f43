"""A PostgreSQL of our own: in a folder, on a socket, for nobody else."""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from award.stack.binaries import postgres_programs
from award.stack.errors import StackError, reason
from award.stack.runner import Runner, choose_runner
from award.stack.service import Service

DATABASE = SERVING = "award"
OWNER = "award_owner"
SUPERUSER = "postgres"
ROLES = Path(__file__).resolve().parent.parent.parent / "deploy" / "roles.sql"
# Only for throw-away databases: a crash may lose everything.
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# Its log may be read by more people than its tables: it holds no values. A statement has them in it (Django
# writes them there), and so has what an error says ("invalid input syntax for type uuid: …"); whoever asked
# is told of her errors, and our own log names their kind.
DISCREET = (
    "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_statement=none",
    "log_min_error_statement=panic", "log_min_messages=log", "log_error_verbosity=terse",
    "log_min_duration_statement=-1", "log_min_duration_sample=-1",
)  # fmt: skip


class PostgresError(StackError):
    """PostgreSQL cannot run; the message is for the person who started it."""


class Postgres(Service):
    """One server: its data in `data`, its socket in a short folder under the temporary files.

    A Unix socket's path may have 107 bytes at most, which a project folder can exceed. Whoever can
    reach the socket may take any role: the roles part what programs do, not people.
    """

    stop_signal = signal.SIGINT  # its fast, clean shutdown
    error = PostgresError

    def __init__(self, data: Path, *, log: Path, options: Sequence[str] = ()) -> None:
        super().__init__("PostgreSQL", [], log=log)
        self.data, self.settings = data, tuple(options)
        self.socket = Path(tempfile.gettempdir()) / f"fb-{_short(data)}"
        self.runner = Runner(0)

    @property
    def url(self) -> str:
        """As whom the platform serves: may not alter a table, nor change what is append-only."""
        return self.url_as(SERVING)

    @property
    def owner_url(self) -> str:
        """As whom it migrates."""
        return self.url_as(OWNER)

    def url_as(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='/')}"

    def command(self) -> list[str | Path]:
        settings = [part for s in (*DISCREET, *self.settings) for part in ("-c", s)]
        return [
            *self.runner.prefix, postgres_programs() / "postgres", "-D", self.data,
            "-h", "", "-k", self.socket, "-c", "max_connections=200", *settings,
        ]  # fmt: skip

    def options(self) -> dict[str, Any]:
        return {"cwd": "/", **self.runner.options}

    def start(self) -> None:
        """Start, making the database first where there is none. Raises `StackError`."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.runner = choose_runner(self.data, postgres_programs())
        self.runner.own(self.socket)
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        self.runner.own(self.data)
        self._refuse_other_version()
        super().start()
        self._make_roles()

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self.socket, ignore_errors=True)

    def is_ready(self) -> bool:
        return self._run("pg_isready", "-q", "-h", self.socket).returncode == 0

    def _initdb(self) -> None:
        """Beside the final place, and moved there when whole: a start may be cut off anywhere."""
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.runner.own(unfinished)
        done = self._run(
            "initdb", "-D", unfinished, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-instructions", *self._locale_provider(),
            prefix=self.runner.prefix, **self.runner.options,
        )  # fmt: skip
        if done.returncode:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise PostgresError(f"The database could not be made: {reason(done.stderr)}")
        unfinished.rename(self.data)

    def _make_roles(self) -> None:
        """The roles and the database, where they are not there yet."""
        named = {"database": DATABASE, "owner": OWNER, "serving": SERVING}
        variables = [part for name, value in named.items() for part in ("-v", f"{name}={value}")]
        done = self._run(
            "psql", "-X", "-h", self.socket, "-U", SUPERUSER, "-d", "postgres", *variables, "-f", ROLES
        )  # fmt: skip
        if done.returncode:
            raise PostgresError(f"The database's roles could not be made: {reason(done.stderr)}")

    def _locale_provider(self) -> list[str]:
        """PostgreSQL's own from 17 on: the same order on every machine."""
        return ["--locale-provider=builtin"] if self._major() >= 17 else []

    def _major(self) -> int:
        words = self._run("postgres", "--version").stdout
        return int(re.search(r"\) (\d+)", words)[1])  # type: ignore[index]

    def _refuse_other_version(self) -> None:
        made_by, ours = (self.data / "PG_VERSION").read_text().strip(), self._major()
        if made_by != str(ours):
            raise PostgresError(
                f"The data in {self.data} was made by PostgreSQL {made_by}, and this is {ours}. Move "
                f"the folder away to begin anew, or set AWARD_PG_BINDIR to the programs of {made_by}."
            )

    def _run(
        self, program: str, *arguments: str | Path, prefix: Sequence[str] = (), **options: Any
    ) -> subprocess.CompletedProcess[str]:
        command = [*prefix, str(postgres_programs() / program), *map(str, arguments)]
        return subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, cwd="/", check=False, **options
        )


def _short(path: Path) -> str:
    """A short name that is the same for the same folder."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]
