"""`manage.py begin`: the link by which the first visitor founds the organisation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from award.desk.domain.beginning import beginning_link, has_begun
from award.programme.keys import KeyUnusable


class Command(BaseCommand):
    help = "Print the link that an empty installation is begun with; it ends when there is an organisation."

    def handle(self, *args: Any, **options: Any) -> None:
        if has_begun():
            self.stdout.write("There is an organisation: sign in at /desk/.")
            return
        try:
            self.stdout.write(f"Begin here: {beginning_link()}")
        except KeyUnusable as unusable:
            raise CommandError(str(unusable)) from None
