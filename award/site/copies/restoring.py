"""Putting a copy into an empty database: whole, compared, brought up to date, and standing still."""

from __future__ import annotations

import json
import shutil
import tarfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from award.log.domain.parting import as_owner
from award.log.domain.renewing import record_renewed
from award.log.domain.verifying import verify_log
from award.mail.domain.standstill import stand_still
from award.people.domain.personal.erasing import erase_again
from award.programme.domain.keeping import renew_key
from award.programme.keys import KeyUnusable, fingerprint
from award.site.copies import programs
from award.site.copies.contents import figures
from award.site.copies.copying import DATABASE, ERASED, FORMAT, MANIFEST, PICTURES, sha256_of

NEEDED = {"format", "version", "made_at", "tables", "migrations", "log_head", "key", "files"}
NEWER = (
    "The copy was made by a newer version of Förebild ({version}), whose step {step} is not known here: install that "
    "version, and restore with it."
)
FULL = (
    "The database is not empty, and a copy is put back into an empty one: make another database, or name another "
    "folder in FOREBILD_VAR."
)
COMPANY = (
    "{n} others are connected to the database: stop the web server, worker, beat and postman first. They would seal "
    "and mail before anybody has looked."
)
NO_KEY = "Put the key back from its own copy (docs/operations.md, “The key”); if it is lost for good: restore --key-lost."
DIFFERENT = (
    "What was put back is not what was copied: {tables}. Drop this database, and try another copy. Nothing has been "
    "started."
)


def restore_from(folder: Path, *, key_lost: bool = False) -> int:
    """Returns how many things were erased once more. Raises `CommandError`; until the rows are in, nothing is changed.

    `key_lost`: the key is gone for good, and another one takes its place.
    """
    manifest = read_manifest(folder)
    _refuse_newer(manifest)
    _refuse_full()
    refuse_company()
    if not key_lost:
        _refuse_without_key(manifest)
    programs.run(
        "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
        f"--dbname={connection.settings_dict['NAME']}", str(folder / DATABASE),
    )  # fmt: skip
    with as_owner():
        refuse_difference(manifest)
        if key_lost:
            renew_key(lost=True)
    call_command("migrate", verbosity=0)
    stand_still(datetime.fromisoformat(manifest["made_at"]))
    if key_lost:
        record_renewed(reason=f"Restored without the key {manifest['key'][:8]}.", lost=True)
    _unpack(folder / PICTURES, Path(settings.MEDIA_ROOT))
    put_list_of_erased(folder)
    erased = erase_again()
    _verify(manifest)
    return erased


def read_manifest(folder: Path) -> dict[str, Any]:
    """Raises `CommandError` for what is no copy, or not whole."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        manifest = None
    if not isinstance(manifest, dict) or not manifest.keys() >= NEEDED:
        raise CommandError(
            f"{folder} holds no copy: there is no {MANIFEST} in it that says what was copied."
        )
    if manifest.get("format") != FORMAT:
        raise CommandError(f"{folder} holds a copy of another kind: {manifest.get('format')}.")
    for name, digest in manifest["files"].items():
        if not (folder / name).exists() or sha256_of(folder / name) != digest:
            raise CommandError(f"{name} in {folder} is not what it was when the copy was made.")
    return manifest


def _refuse_newer(manifest: dict[str, Any]) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = [name for name in manifest["migrations"] if name not in known]
    if unknown:
        raise CommandError(NEWER.format(version=manifest["version"], step=unknown[0]))


def refuse_company() -> None:
    """Whoever is connected might act on the rows before they stand still."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    if others:
        raise CommandError(COMPANY.format(n=others))


def _refuse_without_key(manifest: dict[str, Any]) -> None:
    """The key is not in the copy: it has been put back from its own."""
    try:
        here = fingerprint()
    except KeyUnusable as unusable:
        raise CommandError(f"{unusable} {NO_KEY}") from unusable
    if manifest["key"] and here != manifest["key"]:
        raise CommandError(
            f"The key in {settings.KEY_FILE} is another one than the copy knows. {NO_KEY}"
        )


def _refuse_full() -> None:
    if connection.introspection.table_names():
        raise CommandError(FULL)
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and any(media.iterdir()):
        raise CommandError(f"There are pictures in {media} already: move them away first.")


def refuse_difference(manifest: dict[str, Any]) -> None:
    """By every row: what the copy says of a table is true of it here."""
    here = figures()
    wrong = [name for name, said in manifest["tables"].items() if here.get(name) != said]
    if wrong:
        raise CommandError(DIFFERENT.format(tables=", ".join(wrong)))


def _verify(manifest: dict[str, Any]) -> None:
    seq, _, digest = manifest["log_head"].partition(":")
    report = verify_log(head=(int(seq), digest) if seq else None)
    if report.faults:
        raise CommandError(
            f"The log does not add up: entry {report.faults[0].seq}: {report.faults[0].what}"
        )


def put_list_of_erased(folder: Path) -> None:
    """The list that goes on here; else that of the place which the copy lies in, if it was moved away with it.

    Since the copy was made more may have been erased: its own list is the last to be taken.
    """
    here = Path(settings.ERASED_LIST)
    if here.exists():
        return
    beside = folder.resolve().parent.parent / here.parent.name / here.name
    if beside.is_file():
        here.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(beside, here)
    else:
        _unpack(folder / ERASED, here.parent)


def _unpack(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
