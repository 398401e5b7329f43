"""`manage.py up`, for whoever looks for it in `manage.py help`; `manage.py` itself goes straight to
`award.stack.up`, without waiting for Django."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from award.stack import up


class Command(BaseCommand):
    help = "Run PostgreSQL, Valkey, web, worker and beat with the demo, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-demo", action="store_true", help="begin with nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(up.main(settings.VAR_DIR, ["--without-demo"] if options["without_demo"] else []))
