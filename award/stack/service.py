"""A service that is kept alive."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from award.stack.process import last_words, start, stop

LONGEST_PAUSE = 30.0


class ServiceError(Exception):
    """A service cannot start; the message is for the person who started it."""


class Service:
    """A command, a question that tells when it is ready, and restarts with a growing pause."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str],
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name, self.command, self.log, self.env, self.ready = name, command, log, env, ready
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        self.not_before = 0.0

    def start(self, *, wait: float = 60) -> None:
        """Start and wait until ready. Raises `ServiceError` when it dies or takes too long."""
        self.process = start(self.command, log=self.log, env=self.env)
        deadline = time.monotonic() + wait
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ServiceError(f"{self.name} did not start: {last_words(self.log)}")
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            stop(self.process)

    def keep_alive(self) -> bool:
        """Start again a service that died, not too eagerly; True when it was found dead."""
        if (
            self.process is None
            or self.process.poll() is None
            or time.monotonic() < self.not_before
        ):
            return False
        self.deaths += 1
        self.not_before = time.monotonic() + min(0.2 * 2**self.deaths, LONGEST_PAUSE)
        self.process = start(self.command, log=self.log, env=self.env)
        return True
