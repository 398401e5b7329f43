"""`manage.py copy [FOLDER] [--keep DAYS]`: a copy of everything but the key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from award.site.copies.copying import copy_to, forget_old, new_folder


class Command(BaseCommand):
    help = "Copy the database at one moment, the pictures and the list of what was erased into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help="not there yet; by itself, one of this time in copies/",
        )
        parser.add_argument(
            "--keep", type=int, metavar="DAYS", help="afterwards delete what is older in copies/"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"] or new_folder()
        manifest = copy_to(folder)
        rows = sum(count for count, _ in manifest["tables"].values())
        self.stdout.write(f"{folder}: {rows} rows of {len(manifest['tables'])} tables")
        self.stdout.write(
            f"The log's head is {manifest['log_head']}: write it down somewhere else."
        )
        self.stdout.write(f"The key is not in it: keep a copy of {settings.KEY_FILE} apart.")
        for old in forget_old(options["keep"]) if options["keep"] else []:
            self.stdout.write(f"{old} was older than {options['keep']} days, and is deleted.")
