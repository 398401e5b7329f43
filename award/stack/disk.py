"""The disk that the data is on, while the platform runs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

NEARLY_NOTHING = 20 * 1024 * 1024  # bytes: a segment of PostgreSQL's log is 16 MB, in one piece
FULL = "is full. Make room: everything goes on by itself, and what has a receipt is kept"
ROOM = "has room again"


@dataclass
class Disk:
    """Full, or with room: full from `NEARLY_NOTHING` on, and until there is twice as much.

    Between the two it stays what it was: a database that recovers takes some of the room back.
    """

    folder: Path
    full: bool = False

    def turned(self) -> bool:
        """Look again; True when it has become full or got room since the last time."""
        before = self.full
        self.full = is_full(self.folder, least=NEARLY_NOTHING * (2 if before else 1))
        return self.full != before

    def __str__(self) -> str:
        return FULL if self.full else ROOM


def is_full(folder: Path, *, least: int = NEARLY_NOTHING) -> bool:
    """Whether hardly anything more fits on the folder's disk; False when it is not there."""
    try:
        return shutil.disk_usage(folder).free < least
    except OSError:
        return False
