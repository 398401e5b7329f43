"""Whom PostgreSQL runs as: it refuses to run as root."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from award.stack.errors import StackError

NOBODY = 65534
NAMESPACE = ("unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


@dataclass(frozen=True)
class Runner:
    """`prefix` goes before the command, `options` to Popen; folders are to belong to `owner`."""

    owner: int
    prefix: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def own(self, folder: Path) -> None:
        """Make the folder, for its owner alone. Raises `StackError` when it is somebody else's."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == self.owner:
            return
        if os.geteuid() != 0:
            raise StackError(f"{folder} belongs to another user. Remove it, or ask her to.")
        os.chown(folder, self.owner, self.owner)


def choose_runner(data: Path, programs: Path) -> Runner:
    """Ourselves, unless we are root; then the data's owner, nobody at first.

    Where an ordinary user cannot enter, such as root's own home, root steps into a namespace in
    which it is called nobody. Raises `StackError` when that is not allowed either.
    """
    if os.geteuid() != 0:
        return Runner(os.geteuid())
    owner = data.stat().st_uid if data.exists() else 0
    blocked = [p for p in (*data.parents, *programs.parents) if _is_closed(p)]
    if not blocked:
        uid = owner or NOBODY
        return Runner(uid, options={"user": uid, "group": uid, "extra_groups": []})
    if _may_use_namespace():
        return Runner(0, prefix=NAMESPACE)
    raise StackError(
        f"PostgreSQL does not run as root, and nobody else can enter {blocked[-1]}. Run as an "
        "ordinary user, or put the project in a folder that others can enter."
    )


def _is_closed(folder: Path) -> bool:
    return folder.exists() and not folder.stat().st_mode & 0o001


def _may_use_namespace() -> bool:
    if not shutil.which(NAMESPACE[0]):
        return False
    done = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0
