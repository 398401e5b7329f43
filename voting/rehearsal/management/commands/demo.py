"""`manage.py demo`: an award to look at."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from award.log.domain.parting import as_owner
from voting.rehearsal.demo import demo_exists, found_demo, make_demo


class Command(BaseCommand):
    help = "Make the demo; does nothing where it is already, or where there is a real edition."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="tell as `prepare` does: nothing where there is one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("django.request").setLevel(logging.ERROR)
        if demo_exists():
            if not options["if_empty"]:
                self.stdout.write("There is an edition already: nothing was made.")
            return
        if options["if_empty"]:
            self._tell(f"  {'demo':<12} is being played, two award years: half a minute or so")
        with as_owner():
            found_demo()
        with transaction.atomic():  # all of it or nothing, should it be cut off
            edition = make_demo()
        if not options["if_empty"]:
            place = f"/{edition.award.slug}/{edition.year}/"
            self._tell(f"{edition} is in the public vote: {place}")

    def _tell(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
