"""`manage.py migrate`: as the owner of the tables; then whoever serves is granted what she needs."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection
from django.db.utils import OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege, LockNotAvailable

from award.log.domain.parting import (
    ONE_ROLE,
    as_owner,
    current_role,
    grant_to,
    impatient,
    roles_are_parted,
    stand_guard,
)
from award.programme.domain.keeping import introduce_key
from award.programme.keys import KeyUnusable
from award.programme.models import KnownKey

NOT_THE_OWNER = (
    "The role {role} may not alter the tables. Set DATABASE_OWNER_URL to the address of the role that "
    'owns them: see "Two roles in the database" in docs/operations.md.'
)


BUSY = (
    "A table was in use for as long as we tried, so nothing was changed by the step that needs it. "
    "Everything goes on as before: run migrate again at a quieter moment."
)
PAUSES = (1, 2, 4, 8, 8, 8)  # seconds between two tries


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        serving = current_role()
        try:
            with as_owner(), impatient():
                self._patiently(*args, **options)
                if not options["plan"]:
                    _protect(serving)
                    _introduce_key()
        except KeyUnusable as unusable:
            raise CommandError(str(unusable)) from unusable
        except ProgrammingError as error:
            if not isinstance(error.__cause__, InsufficientPrivilege):
                raise
            raise CommandError(NOT_THE_OWNER.format(role=serving)) from error
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            raise CommandError(BUSY) from error
        if options["verbosity"] and not roles_are_parted():
            self.stdout.write(self.style.WARNING(f"  Database: {ONE_ROLE}."))

    def _patiently(self, *args: Any, **options: Any) -> None:
        """A step that does not get its lock is undone, so that pages go on, and tried again."""
        for pause in PAUSES:
            try:
                super().handle(*args, **options)
                return
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                self.stderr.write(f"  A table is in use; trying again in {pause} s.")
                time.sleep(pause)
        super().handle(*args, **options)


def _introduce_key() -> None:
    """Where the tables go so far: a migration may have been asked for by name."""
    if KnownKey._meta.db_table in connection.introspection.table_names():
        introduce_key()


def _protect(serving: str) -> None:
    stand_guard()
    if current_role() != serving:
        grant_to(serving)
