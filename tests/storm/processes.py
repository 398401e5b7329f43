"""The platform's real processes, on a test's own database; none outlives the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from award.log.domain.parting import grant_to
from award.stack.ports import free_port
from award.stack.postgres import SERVING
from award.stack.process import start

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 60


class Processes:
    """Starts worker, beat, postman and web; `env` says which database, broker and mail server they have."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder, self.env = folder, env
        self.running: list[subprocess.Popen[bytes]] = []

    def worker(self) -> subprocess.Popen[bytes]:
        return self._celery("worker", "-c", "1", "--without-mingle", "--without-gossip")

    def beat(self) -> subprocess.Popen[bytes]:
        return self._celery("beat", "--pidfile=")

    def postman(self) -> subprocess.Popen[bytes]:
        return self._start("postman", sys.executable, "manage.py", "postman")

    def web(self, **env: str) -> str:
        """Starts a web server and waits until it answers; gives its address."""
        port = free_port()
        self._start(
            "web", BIN / "granian", "--interface", "rsgi", "--host", "127.0.0.1",
            "--port", port, "--workers", "1", "--no-ws",
            "--http1-header-read-timeout", "2000",
            "award.rsgi:application", env={"DATABASE_POOL": "4"} | env,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{address}/healthz"))
        return address

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """-9, and the whole group: no handler runs, nothing is tidied up."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.running.remove(process)

    def kill_all(self) -> None:
        for process in [*self.running]:
            if process.poll() is None:
                self.kill(process)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def _celery(self, what: str, *arguments: Any) -> subprocess.Popen[bytes]:
        command = [BIN / "celery", "-A", "award", what, "-l", "warning", *arguments]
        return self._start(what, *command)

    def _start(self, name: str, *command: Any, env: dict[str, str] | None = None) -> Any:
        process = start(
            [str(part) for part in command],
            log=self.folder / f"{name}.log",
            env={**os.environ, **self.env, **(env or {})},
            stop_signal=signal.SIGKILL,
            cwd=ROOT,
        )
        self.running.append(process)
        return process


def environment(broker_url: str) -> dict[str, str]:
    """What a process needs to work on the database and the mail server of this test, and to serve."""
    grant_to(SERVING)
    found = connection.settings_dict
    host = quote(str(found["HOST"]), safe="/")
    return {
        "DATABASE_URL": f"postgresql://{SERVING}@/{found['NAME']}?host={host}",
        "REDIS_URL": broker_url,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(settings.EMAIL_PORT),
        "FOREBILD_ENV": "test",
        "C_FORCE_ROOT": "1",
        "VOTERS_BEHIND_ONE_ADDRESS": "1000000",  # its voters all sit at this machine
    }


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


def answers(address: str, *, patience: float = 5) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=patience) as answer:
            return answer.status == 200
    except OSError:
        return False
