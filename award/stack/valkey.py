"""A Valkey of our own."""

from __future__ import annotations

import socket
from pathlib import Path

from award.stack.binaries import valkey_program
from award.stack.errors import StackError
from award.stack.service import Service


class ValkeyError(StackError):
    """Valkey cannot run; the message is for the person who started it."""


class Valkey(Service):
    """One server on a loopback port; with `keep`, what it holds survives a restart."""

    error = ValkeyError

    def __init__(self, folder: Path, *, log: Path, port: int, keep: bool = True) -> None:
        super().__init__("Valkey", [], log=log)
        self.folder, self.port, self.keep = folder, port, keep

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str | Path]:
        return [
            valkey_program(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder,
            "--save", "", "--appendonly", "yes" if self.keep else "no", "--daemonize", "no",
        ]  # fmt: skip

    def launch(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        super().launch()

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.2) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(9).startswith(b"+PONG")
        except OSError:
            return False
