"""`manage.py erase_again`: after a restore, erase what had been erased since the back-up was made."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from award.people.domain.personal.erasing import erase_again


class Command(BaseCommand):
    help = "Erase once more what was erased before the database was restored. Run twice, it does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{erase_again()} erased again")
