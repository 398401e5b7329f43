"""`manage.py verify_log [--head SEQ:HASH]`: has anybody touched the log?"""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from award.log.domain.verifying import verify_log


class Command(BaseCommand):
    help = "Recompute the log's chain; exit 1 and a line for each fault when something was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", type=_head, help="SEQ:HASH that was published earlier")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify_log(head=options["head"])
        self.stdout.write(f"{report.entries} entries, {report.erased} erased, head {report.head}")
        for fault in report.faults:
            self.stderr.write(f"entry {fault.seq}: {fault.what}")
        if report.faults:
            sys.exit(1)


def _head(text: str) -> tuple[int, str]:
    seq, _, digest = text.partition(":")
    if not seq.isdecimal() or len(digest) != 64:
        raise ArgumentTypeError("write it as SEQ:HASH")
    return int(seq), digest
