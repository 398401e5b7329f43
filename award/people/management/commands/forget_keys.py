"""`manage.py forget_keys EMAIL --reason TEXT`: let somebody in again who has lost her passkey."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.people.domain.unlocking import forget_keys
from award.people.models import Person


class Command(BaseCommand):
    help = (
        "Take every passkey, app and reserve code from an account: the mailed code is enough again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="how you know that it is she")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        count = forget_keys(person, reason=options["reason"])
        self.stdout.write(
            f"{count} keys of {person.email} are forgotten. A mailed code lets her in."
        )
