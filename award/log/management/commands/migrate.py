"""`manage.py migrate`: as the owner of the tables; then whoever serves is granted what she needs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db.utils import ProgrammingError
from psycopg.errors import InsufficientPrivilege

from award.log.domain.parting import (
    ONE_ROLE,
    as_owner,
    current_role,
    grant_to,
    roles_are_parted,
    stand_guard,
)

NOT_THE_OWNER = (
    "The role {role} may not alter the tables. Set DATABASE_OWNER_URL to the address of the role that "
    'owns them: see "Two roles in the database" in docs/operations.md.'
)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        serving = current_role()
        try:
            with as_owner():
                super().handle(*args, **options)
                if not options["plan"]:
                    _protect(serving)
        except ProgrammingError as error:
            if not isinstance(error.__cause__, InsufficientPrivilege):
                raise
            raise CommandError(NOT_THE_OWNER.format(role=serving)) from error
        if options["verbosity"] and not roles_are_parted():
            self.stdout.write(self.style.WARNING(f"  Database: {ONE_ROLE}."))


def _protect(serving: str) -> None:
    stand_guard()
    if current_role() != serving:
        grant_to(serving)
