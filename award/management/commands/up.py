"""`manage.py up`: the whole platform on this machine, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from award.stack.binaries import MissingProgramError
from award.stack.platform import Platform
from award.stack.postgres import PostgresError
from award.stack.service import ServiceError
from award.stack.valkey import ValkeyError

CANNOT_START = (MissingProgramError, PostgresError, ServiceError, ValkeyError)


class Command(BaseCommand):
    help = "Run PostgreSQL, Valkey, web, worker and beat with the demo, until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        stopping: list[int] = []
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, lambda number, _: stopping.append(number))
        port = int(os.environ.get("PORT", "8000"))
        platform = Platform(settings.VAR_DIR, port=port, tell=self._tell)
        try:
            platform.start()
            self._table(port, time.monotonic() - started)
            while not stopping:
                platform.tend()
                time.sleep(0.2)
        except CANNOT_START as error:
            self.stderr.write(f"\n  {error}")
            platform.stop()
            sys.exit(1)
        except OSError as error:
            self.stderr.write(f"\n  {_reason(error)}")
            platform.stop()
            sys.exit(1)
        platform.stop()

    def _tell(self, name: str, state: str) -> None:
        self.stdout.write(f"  {name:<12} {state}")
        self.stdout.flush()

    def _table(self, port: int, seconds: float) -> None:
        site = f"http://localhost:{port}"
        rows = [
            ("The award", f"{site}/"),
            ("This year", f"{site}/arets-it-kvinna/"),
            ("Organisers' desk", f"{site}/desk/"),
            ("The jury's pages", f"{site}/jury/"),
            ("Mail that was sent", f"{site}/dev/mail/"),
            ("Sign in as", "organisator@example.org (organiser), medarrangor@example.org (second)"),
            ("", "lasare@example.org (reader), juror1@example.org (juror)"),
            ("", "A code is mailed: read it on the page of mail."),
        ]
        self.stdout.write(f"\n  Ready in {seconds:.1f} s. Ctrl-C stops everything.\n\n")
        for name, value in rows:
            self.stdout.write(f"  {name:<20} {value}")
        self.stdout.flush()


def _reason(error: OSError) -> str:
    if error.errno == 28:
        return "The disk is full. Make room and start again."
    return f"The platform cannot start: {error}"
