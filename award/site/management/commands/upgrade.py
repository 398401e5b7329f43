"""`manage.py upgrade [FOLDER]`: a copy, then the tables of this version; and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from award.programme.domain.migrating import waiting_migrations
from award.site.copies.copying import forget_old, new_folder

KEPT_DAYS = 30  # as the page of promises says of back-ups
BACK = (
    "The tables are not those of this version: {why}\nThe way back: stop everything, go back to the version that you "
    "came from, and run its manage.py restore {folder} into an empty database (docs/operations.md, “Back again”)."
)


class Command(BaseCommand):
    help = "Where the tables are behind this version: make a copy, then bring them up to it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help="not there yet; by itself, one of this time in copies/",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting, is_new = waiting_migrations(), not connection.introspection.table_names()
        if is_new or not waiting:
            call_command("migrate", verbosity=0)
            self.stdout.write("The tables are those of this version.")
            return
        folder = options["folder"] or new_folder()
        call_command("copy", str(folder), stdout=self.stdout)
        try:
            call_command("migrate", verbosity=0)
        except Exception as error:
            raise CommandError(BACK.format(why=error, folder=folder)) from error
        forget_old(KEPT_DAYS)
        self.stdout.write(f"The tables are those of this version. What was before is in {folder}.")
