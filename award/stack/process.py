"""Starting a child that never outlives its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # what asks us to stop


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
        words = {"stdout": output, "stderr": subprocess.STDOUT}
        return _spawn(command, env=env, stop_signal=stop_signal, **words, **options)


def run(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> tuple[int, str]:
    """Run to the end, telling on our own standard output; its exit code and standard error."""
    process = _spawn(command, env=env, cwd=cwd, stderr=subprocess.PIPE)
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


def _spawn(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None,
    stop_signal: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start it; when a signal is heard right after that, nothing of it stays behind."""
    process = None
    try:
        with _deaf() as heard:
            process = subprocess.Popen(  # noqa: S603
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                env=dict(env) if env is not None else None,
                start_new_session=True,
                preexec_fn=_born(heard, stop_signal),  # noqa: PLW1509
                **options,
            )
    except BaseException:
        if process:
            stop(process)
        raise
    return process


@contextmanager
def _deaf() -> Iterator[set[signal.Signals]]:
    """Hear signals later: Python drops what their handlers raise in the middle of a fork."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield {signal.Signals(number) for number in heard}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _born(heard: set[signal.Signals], stop_signal: signal.Signals) -> Callable[[], None]:
    """The child hears what its parent heard, and dies with it."""
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, int(stop_signal))

    return prepare
