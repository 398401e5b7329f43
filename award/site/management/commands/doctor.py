"""`manage.py doctor [--to ADDRESS] [--time-from URL]`: what is wrong with this installation, and its cure."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from award.site.doctor import inside, outside
from award.site.doctor.illness import Examination, Ill


class Command(BaseCommand):
    help = "Look at everything that has to work; a line for each fault and its cure, and exit 1 if there is one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", default="", help="would the mail server take a mail to this address?"
        )
        parser.add_argument("--time-from", default="", help="a web server whose clock is right")

    def handle(self, *args: Any, **options: Any) -> None:
        away = self._look("database", inside.database)
        found = away + [
            ill
            for name, examine in _examinations(options["to"], options["time_from"]).items()
            if not (away and name in NEED_DATABASE)
            for ill in self._look(name, examine)
        ]
        if found:
            sys.exit(1)

    def _look(self, name: str, examine: Examination) -> list[Ill]:
        found = list(examine())
        self.stdout.write(f"  {name:<12} {'is not well' if found else 'is well'}")
        for ill in found:
            self.stdout.write(f"  {'':<12} {ill.what}")
            self.stdout.write(f"  {'':<12} → {ill.cure}")
        return found


NEED_DATABASE = {"tables", "roles", "key", "standing", "clockwork", "postman", "clock"}


def _examinations(to: str, time_from: str) -> dict[str, Examination]:
    return {
        "tables": inside.migrations,
        "roles": inside.roles,
        "key": inside.key,
        "disk": inside.disk,
        "standing": inside.standing,
        "clockwork": inside.beat,
        "postman": inside.postman,
        "worker": inside.worker,
        "mail": partial(outside.mail, to),
        "address": outside.address,
        "clock": partial(outside.clock, time_from),
        "certificate": outside.certificate,
    }
