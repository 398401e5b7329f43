"""`manage.py up` as a person starts it, in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from award.stack.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
MARKS = {
    "PostgreSQL": "bin/postgres",
    "Valkey": "valkey-server",
    "mail": "award.stack.mailcatcher",
    "web": "granian",
    "worker": "award worker",
    "beat": "award beat",
    "postman": "manage.py postman",
}


def environment(var: Path, **more: str) -> dict[str, str]:
    """As on a volunteer's machine: nothing of what the tests themselves run with."""
    ours = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "SITE_URL",
        "EMAIL_PORT",
        "FOREBILD_ENV",
    )
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "FOREBILD_VAR": str(var), **more}


class Up:
    """One run of it; what it prints goes to a file beside its folder."""

    def __init__(self, var: Path, *arguments: str, **env: str) -> None:
        word = env.get("PORT") or str(free_port())
        self.port = int(word) if word.isdigit() else 0
        self.output = var.with_suffix(".out")
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", *(arguments or ["--without-demo"])],
                cwd=ROOT, env=environment(var, **{"PORT": word, **env}),
                stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip

    @property
    def words(self) -> str:
        return self.output.read_text()

    def wait_for(self, words: str, *, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.words:
            assert self.process.poll() is None, self.words
            assert time.monotonic() < deadline, self.words
            time.sleep(0.05)

    def ready(self) -> Up:
        self.wait_for("Ready in")
        return self

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=10) as answer:
            return answer.status

    def page(self, path: str) -> tuple[int, str]:
        """Its status and text, also of an error."""
        try:
            answer = urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.read().decode()

    def family(self) -> list[psutil.Process]:
        """The supervisor and all that descends from it."""
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def service(self, name: str) -> psutil.Process:
        children = psutil.Process(self.process.pid).children()
        return next(c for c in children if MARKS[name] in " ".join(c.cmdline()))

    def stop(self, signal_: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(signal_)
        return self.process.wait(60)


def left_over(family: list[psutil.Process], *, seconds: float = 20) -> list[str]:
    """Who of them still lives after so long."""
    alive = psutil.wait_procs(family, timeout=seconds)[1]
    return [f"{each.pid} {each.name()}" for each in alive]
