"""Starting a child that never outlives its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start the command in a process group of its own, its words going to the log.

    When this process dies, however it dies, the kernel sends the child `stop_signal` (Linux).
    """
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            start_new_session=True,
            preexec_fn=_die_with_parent(stop_signal),  # noqa: PLW1509
            **options,
        )


def run(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> tuple[int, str]:
    """Run to the end, telling on our own standard output; its exit code and standard error."""
    process = subprocess.Popen(  # noqa: S603
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=dict(env),
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_die_with_parent(signal.SIGTERM),  # noqa: PLW1509
    )
    try:
        words = process.communicate()[1]
    except BaseException:
        stop(process)
        raise
    return process.returncode, words.decode(errors="replace")


def stop(
    process: subprocess.Popen[bytes],
    *,
    stop_signal: signal.Signals = signal.SIGTERM,
    grace: float = 10,
) -> None:
    """Ask the child to stop; after `grace` seconds, or when it is gone, end its whole group."""
    if process.poll() is None:
        process.send_signal(stop_signal)
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    end_group(process)
    process.wait()


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Nothing that the child started, and left behind, goes on."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def size(log: Path) -> int:
    """Bytes in the log; none when there is no log."""
    return log.stat().st_size if log.exists() else 0


def words_since(log: Path, start: int) -> str:
    """What was written to a log after its first `start` bytes."""
    return log.read_bytes()[start:].decode(errors="replace") if log.exists() else ""


def _die_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))

    return ask
