"""TCP ports of this machine."""

from __future__ import annotations

import errno
import os
import socket

from award.stack.errors import StackError

LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def free_port() -> int:
    """A loopback port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(port: int) -> bool:
    """Whether somebody answers on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def chosen_port() -> int:
    """PORT, or 8000. Raises `StackError` when it is no port."""
    word = os.environ.get("PORT") or "8000"
    if not (word.isascii() and word.isdigit() and 0 < int(word) < 65536):
        raise StackError(f"PORT={word} is no port: give a number such as PORT=8001.")
    return int(word)


def refuse_taken(port: int) -> None:
    """Raise `StackError` when a browser that asks localhost would meet another program.

    Both loopback addresses count: a browser tries ::1 first.
    """
    for family, address in LOOPBACKS:
        fault = _fault(family, address, port)
        if fault == errno.EADDRINUSE:
            raise StackError(
                f"Port {port} is taken by another program. Stop it, or choose another: "
                f"PORT={port % 65535 + 1} make up"
            )
        if fault == errno.EACCES:
            raise StackError(f"You may not use port {port}. Choose another: PORT=8000 make up")


def _fault(family: int, address: str, port: int) -> int | None:
    """Why the port cannot be used; a machine without the address has no fault."""
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as error:
        return error.errno
    return None
