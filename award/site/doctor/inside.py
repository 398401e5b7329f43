"""What can be seen from the machine itself: database, key, disk, services."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from celery.exceptions import OperationalError
from django.conf import settings
from django.db import DatabaseError, connection

from award.celery import app
from award.log.domain.parting import roles_are_parted
from award.mail.domain.health import SILENT, silence_of
from award.mail.domain.standstill import standstill
from award.programme.domain.keeping import check_key
from award.programme.domain.migrating import waiting_migrations
from award.programme.keys import KeyUnusable
from award.site.doctor.illness import Ill

GB = 1024**3
LEAST_FREE = GB  # bytes
LEAST_PART = 0.05  # of the disk
PATIENCE = 3  # seconds for a worker to answer


def database() -> Iterator[Ill]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        yield Ill(
            f"The database cannot be reached: {str(error).splitlines()[0]}",
            "See that PostgreSQL runs, and that DATABASE_URL has its host, name and password.",
        )


def migrations() -> Iterator[Ill]:
    waiting = waiting_migrations()
    if waiting:
        yield Ill(
            f"The tables are {waiting} steps behind this version of the program.",
            "Make a copy, then run: manage.py migrate",
        )


def roles() -> Iterator[Ill]:
    if not roles_are_parted():
        yield Ill(
            "One role in the database owns the tables and serves the pages: whoever breaks in can rewrite the log.",
            "Make two, as docs/operations.md says under “Two roles in the database”, and name them in "
            "DATABASE_URL and DATABASE_OWNER_URL.",
        )


def key() -> Iterator[Ill]:
    try:
        check_key()
    except KeyUnusable as error:
        yield Ill(str(error), "docs/operations.md has more under “The key”.")


def disk() -> Iterator[Ill]:
    for folder in dict.fromkeys((Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT))):
        known = next(each for each in (folder, *folder.parents) if each.exists())
        usage = shutil.disk_usage(known)
        if usage.free < LEAST_FREE or usage.free < usage.total * LEAST_PART:
            yield Ill(
                f"The disk of {folder} is nearly full: {usage.free / GB:.1f} GB are free of {usage.total / GB:.0f}.",
                "Make room, or move the folder: when nothing fits any more no vote is taken.",
            )
            return


def beat() -> Iterator[Ill]:
    yield from _silent(
        "tick",
        "The clockwork (beat)",
        "No round is sealed and nothing is announced but when somebody opens a page. Start: celery -A award beat",
    )


def standing() -> Iterator[Ill]:
    if still := standstill():
        yield Ill(
            f"Everything stands still since {still}, UTC.",
            'Look whether everything is right, then run: manage.py go_on --reason "…"',
        )


def postman() -> Iterator[Ill]:
    yield from _silent("postman", "The postman", "No mail leaves. Start: manage.py postman")


def worker() -> Iterator[Ill]:
    try:
        with app.connection_for_write(settings.REDIS_URL) as line:
            line.ensure_connection(max_retries=1, timeout=PATIENCE)
            answers = app.control.ping(timeout=PATIENCE, connection=line)
    except (OperationalError, OSError) as error:
        yield Ill(
            f"Valkey cannot be reached: {error}",
            "See that it runs, and that REDIS_URL has its address. Meanwhile beat does everything, a little later.",
        )
        return
    if not answers:
        yield Ill(
            "No worker answers.",
            "Start: celery -A award worker. Meanwhile beat does its work, a little later.",
        )


def _silent(service: str, name: str, cure: str) -> Iterator[Ill]:
    silence = silence_of(service)
    if silence is None:
        yield Ill(f"{name} has never run here.", cure)
    elif silence >= SILENT:
        yield Ill(f"{name} has been silent for {_in_words(silence)}.", cure)


def _in_words(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
