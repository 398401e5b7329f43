"""`manage.py prepare`: everything that has to be there before the services start."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from award.desk.domain.beginning import beginning_link, has_begun
from award.log.domain.parting import ONE_ROLE, roles_are_parted
from award.stack.local import beginning_file


class Command(BaseCommand):
    help = "Compile translations, migrate, and make the demo where there is no edition."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-demo", action="store_true", help="leave the demo out")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("compile_translations")
        call_command("upgrade", stdout=StringIO())
        self._tell("migrate", "is done")
        if not roles_are_parted():
            self._tell("database", ONE_ROLE)
        if not options["without_demo"]:
            self._demo()
        self._note_beginning(beginning_file(settings.VAR_DIR))

    def _demo(self) -> None:
        call_command("demo", "--if-empty", stdout=self.stdout)
        self._tell("demo", "is done")

    def _note_beginning(self, file: Path) -> None:
        """For whoever started it, who is told when everything is up."""
        file.unlink(missing_ok=True)
        if not has_begun():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(beginning_link())

    def _tell(self, name: str, state: str) -> None:
        self.stdout.write(f"  {name:<12} {state}")
        self.stdout.flush()
