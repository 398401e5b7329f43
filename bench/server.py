"""A PostgreSQL of the bench's own, with the platform's tables in it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django

from award.stack.postgres import SUPERUSER, Postgres


@contextmanager
def database(settings: Sequence[str] = ()) -> Iterator[None]:
    """Django stands on it while the context lasts; nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="forebild-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        server = Postgres(place / "postgres", log=place / "postgres.log", options=settings)
        server.start()
        try:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "award.settings",
                "FOREBILD_ENV": "test",
                "DATABASE_URL": server.url_as(SUPERUSER),
            }
            django.setup()
            from django.core.management import call_command  # noqa: PLC0415

            call_command("migrate", verbosity=0)
            yield
        finally:
            server.stop()
