"""`manage.py restore FOLDER`: a copy into an empty database, which then stands still."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from award.site.copies.restoring import restore_from

LOOK = (
    "Everything is as it was when the copy was made; {n} things were erased once more. Nothing is sealed, announced or "
    "mailed by itself until somebody has looked: start the platform, see that it is right, tell people that what came "
    'in after the copy is gone, and then run manage.py go_on --reason "…".'
)


class Command(BaseCommand):
    help = "Put a copy into an empty database, compare it row by row, bring it up to date, and stand still."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="what manage.py copy has made")
        parser.add_argument(
            "--key-lost",
            action="store_true",
            help="the key is gone for good: where a vote has begun, nobody can vote any more",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        erased = restore_from(options["folder"], key_lost=options["key_lost"])
        self.stdout.write(LOOK.format(n=erased))
