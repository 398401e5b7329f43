"""`manage.py demo`: an award to look at."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from voting.rehearsal.demo import demo_exists, make_demo


class Command(BaseCommand):
    help = "Make the demo edition; does nothing when there is an edition already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="say nothing when there is one")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("django.request").setLevel(logging.ERROR)
        if demo_exists():
            if not options["if_empty"]:
                self.stdout.write("There is an edition already: nothing was made.")
            return
        edition = make_demo()
        self.stdout.write(f"{edition} is in the public vote: /{edition.award.slug}/{edition.year}/")
