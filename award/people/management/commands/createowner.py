"""`manage.py createowner EMAIL --organisation NAME`: the first person of an installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from award.people.domain.granting import grant
from award.people.domain.organisations import found_organisation
from award.people.models import Role
from award.programme.cleaning.addresses import NotAnAddress, clean_address
from award.programme.models import Organisation


class Command(BaseCommand):
    help = "Make somebody owner of an organisation, which is made when there is none of that name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--organisation", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["organisation"]
        try:
            email = clean_address(options["email"])
        except NotAnAddress:
            raise CommandError(f"{options['email']} is not an e-mail address.") from None
        organisation = Organisation.objects.filter(name=name).first()
        if organisation is None:
            organisation = found_organisation(name, email=email).organisation
        grant(organisation=organisation, edition=None, email=email, kind=Role.Kind.OWNER, by=None)
        self.stdout.write(f"{email} owns {organisation}. Sign in at /konto/login/.")
