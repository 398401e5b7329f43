"""A copy of everything but the key: the database at one moment, the pictures, the list of what was erased."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, transaction

from award.programme.domain.clock import database_now
from award.site.copies import programs
from award.site.copies.contents import contents

FORMAT = "forebild-copy/1"
COPIES = "copies"
DATABASE, PICTURES, ERASED, MANIFEST = "award.dump", "media.tar", "erased.tar", "manifest.json"


def copy_to(folder: Path) -> dict[str, Any]:
    """Make the folder, and the copy in it; returns its manifest. Raises `CommandError`.

    The manifest comes last: a folder without one is no copy. What it says of the database was read in the very
    snapshot that was dumped.
    """
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        raise CommandError(
            f"{folder} is there already: a copy never takes the place of another."
        ) from None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        held = contents()
        programs.run(
            "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={folder / DATABASE}"
        )
    (folder / DATABASE).chmod(0o600)
    _pack(Path(settings.MEDIA_ROOT), folder / PICTURES)
    _pack(Path(settings.ERASED_LIST).parent, folder / ERASED)
    manifest = {
        "format": FORMAT,
        "version": _version(),
        "made_at": database_now().isoformat(),
        **held.to_json(),
        "files": {name: sha256_of(folder / name) for name in (DATABASE, PICTURES, ERASED)},
    }
    (folder / MANIFEST).write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    return manifest


def new_folder() -> Path:
    """Where a copy goes that nobody named a folder for: by its time, beside the others."""
    return settings.VAR_DIR / COPIES / f"{database_now():%Y-%m-%d-%H%M%S}"


def forget_old(days: int) -> list[Path]:
    """Delete the copies in that place which are older; what is no copy is left alone. Returns them."""
    limit = database_now() - timedelta(days=days)
    old = [
        manifest.parent
        for manifest in sorted((settings.VAR_DIR / COPIES).glob(f"*/{MANIFEST}"))
        if datetime.fromisoformat(json.loads(manifest.read_text("utf-8"))["made_at"]) < limit
    ]
    for folder in old:
        shutil.rmtree(folder)
    return old


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(folder: Path, file: Path) -> None:
    with tarfile.open(file, "w") as archive:
        if folder.exists():
            archive.add(folder, arcname=".")


def _version() -> str:
    try:
        return version("forebild")
    except PackageNotFoundError:
        return "from a checkout"
