"""A service that is kept alive."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from award.stack.errors import StackError, reason
from award.stack.process import end_group, size, start, stop, words_since

LONGEST_PAUSE = 30.0  # seconds between two starts of a service that dies again and again
HEALTHY = 60.0  # seconds after which earlier deaths are forgotten


class ServiceError(StackError):
    """A service cannot start; the message is for the person who started it."""


class Service:
    """A command, a question that tells when it is ready, and restarts with a growing pause."""

    stop_signal = signal.SIGTERM
    error: type[StackError] = ServiceError

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name, self.log, self.env = name, log, env
        self._command, self._ready = command, ready
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        self.started = self.not_before = 0.0
        self.log_start = 0

    def command(self) -> Sequence[str | Path]:
        return self._command

    def options(self) -> dict[str, Any]:
        """What the process is started with beside its command and environment."""
        return {}

    def is_ready(self) -> bool:
        return self._ready()

    def launch(self) -> None:
        """Start, and do not wait."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log_start = size(self.log)
        self.started = time.monotonic()
        self.process = start(
            self.command(), log=self.log, env=self.env, stop_signal=self.stop_signal, **self.options()
        )  # fmt: skip

    def wait(self, seconds: float = 60) -> None:
        """Wait until ready. Raises this service's `error` when it dies or takes too long."""
        deadline = time.monotonic() + seconds
        while not self.is_ready():
            dead = self.process is None or self.process.poll() is not None
            if dead or time.monotonic() > deadline:
                words = reason(words_since(self.log, self.log_start))
                raise self.error(f"{self.name} did not start: {words} (All of it: {self.log})")
            time.sleep(0.02)

    def start(self) -> None:
        """Start, and wait until ready."""
        self.launch()
        self.wait()

    def stop(self) -> None:
        if self.process:
            stop(self.process, stop_signal=self.stop_signal)

    def hurry(self) -> None:
        """What made it die is over: start it again without a pause, should it be dead."""
        self.deaths, self.not_before = 0, 0.0

    def keep_alive(self) -> bool:
        """Start again a service that died, not too eagerly; True when it was found dead."""
        now = time.monotonic()
        if self.process is None or self.process.poll() is None or now < self.not_before:
            return False
        end_group(self.process)
        self.deaths = 1 if now - self.started > HEALTHY else self.deaths + 1
        self.not_before = now + min(0.2 * 2**self.deaths, LONGEST_PAUSE)
        with suppress(OSError):  # no room for its log, no more processes: tried again later
            self.launch()
        return True
