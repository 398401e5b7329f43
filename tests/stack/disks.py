"""A disk that is small, and filled."""

from __future__ import annotations

import subprocess
import warnings
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

A_MEGABYTE_OF_LOG = "SELECT pg_logical_emit_message(true, 'x', repeat('x', 1024 * 1024))"


def mount_small(folder: Path) -> None:
    """Put a file system of 160 MB there, where we may; see `skip_unless_small`."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", str(folder)]
    with suppress(FileNotFoundError):
        subprocess.run(mount, capture_output=True)


def unmount(folder: Path) -> None:
    if folder.is_mount():
        subprocess.run(["umount", "-l", str(folder)], check=True)


def skip_unless_small(folder: Path) -> None:
    """Say it loudly where nothing may be mounted: nobody's own disk is filled."""
    if not folder.is_mount():
        loud = "NOT TRIED: a disk that fills under a running platform (nothing may be mounted here)"
        warnings.warn(loud, stacklevel=2)
        pytest.skip(loud)


def fill(folder: Path) -> None:
    """To the last byte."""
    with suppress(OSError), (folder / "fill").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024 * 1024))


def write_until_dead(connection: psycopg.Connection) -> list[int]:
    """Rows, until PostgreSQL dies of a log that cannot grow; those that were acknowledged."""
    acknowledged = []
    for number in range(100):
        with suppress(psycopg.OperationalError):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
            acknowledged.append(number)
            connection.execute(A_MEGABYTE_OF_LOG)
        if connection.closed:
            return acknowledged
    raise AssertionError("the disk was not full")
