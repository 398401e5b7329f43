"""A Valkey of our own."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

from award.stack.binaries import valkey_program
from award.stack.process import last_words, start, stop

START_SECONDS = 30


class ValkeyError(Exception):
    """Valkey cannot run; the message is for the person who started it."""


class Valkey:
    """One server on a loopback port; with `keep`, what it holds survives a restart."""

    def __init__(self, folder: Path, *, log: Path, port: int, keep: bool = True) -> None:
        self.folder, self.log, self.port, self.keep = folder, log, port, keep
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start and wait until it answers. Raises `ValkeyError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = start(
            [
                valkey_program(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder,
                "--save", "", "--appendonly", "yes" if self.keep else "no", "--daemonize", "no",
            ],
            log=self.log,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ValkeyError(f"Valkey did not start: {last_words(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process:
            stop(self.process)

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.2) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(9).startswith(b"+PONG")
        except OSError:
            return False


def free_port() -> int:
    """A loopback port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
