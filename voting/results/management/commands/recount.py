"""`manage.py recount PACKAGE.zip`: what the independent counter says of a package."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

RECOUNTER = Path(__file__).parents[2] / "recount" / "recount.py"


class Command(BaseCommand):
    help = "Recount a package with recount.py: exit 0 when everything agrees, 1 when something differs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("package", metavar="PACKAGE.zip")
        parser.add_argument("auditor", metavar="AUDITOR.zip", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        given = [options["package"], options["auditor"]]
        sys.argv = [str(RECOUNTER), *filter(None, given)]
        runpy.run_path(str(RECOUNTER), run_name="__main__")
