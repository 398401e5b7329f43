"""`manage.py postman`: sends what is queued, for good."""

from __future__ import annotations

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from award.mail.domain.postman import Postman
from award.programme.domain.keeping import refuse_without_key


class Command(BaseCommand):
    help = "Send mail, codes first, with several connections to the mail server, until stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--senders", type=int, default=settings.MAIL_SENDERS)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_without_key()
        postman = Postman(options["senders"])
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, lambda *_: postman.stop())
        postman.run()
