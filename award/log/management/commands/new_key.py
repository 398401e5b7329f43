"""`manage.py new_key --reason TEXT [--lost]`: another key outside the database."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.log.domain.renewing import renew_and_record
from award.programme.domain.keeping import KeyInUse


class Command(BaseCommand):
    help = "Put another key in the place of the one that lies outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, help="stands in every organisation's log")
        parser.add_argument(
            "--lost",
            action="store_true",
            help="the old one is gone for good: where a vote has begun, nobody can vote any more",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            renew_and_record(reason=options["reason"], lost=options["lost"])
        except KeyInUse as refusal:
            raise CommandError(f"{refusal} Wait for that, and keep the key.") from refusal
        self.stdout.write(
            f"A new key lies in {settings.KEY_FILE}. Back it up, apart from the database, and start "
            "everything anew. Codes that were mailed no longer work; people ask for another."
        )
