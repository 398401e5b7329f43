"""`manage.py go_on --reason "…"`: after a restore, somebody has looked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.mail.domain.standstill import go_on


class Command(BaseCommand):
    help = "Let deadlines be followed and mail be sent again. The reason stands in every organisation's log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, help="who looked, and what was found")

    def handle(self, *args: Any, **options: Any) -> None:
        if not go_on(options["reason"]):
            raise CommandError("Nothing stands still.")
        self.stdout.write("Deadlines are followed and mail is sent again.")
