"""`manage.py archive FOLDER`: what the public can read here, as plain files that any web server shows."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from award.site.archive.filing import Item
from award.site.archive.making import Archive, make_archive

KINDS = ("pages", "pictures", "packages", "other files")


class Command(BaseCommand):
    help = "Write every public page, picture and package into an empty folder; exit 1 if a link led nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="empty, or not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        archive = make_archive(options["folder"])
        self._tell(archive)
        if archive.nowhere:
            sys.exit(1)

    def _tell(self, archive: Archive) -> None:
        for kind in KINDS:
            self._row(kind, [item for item in archive.items if kind_of(item) == kind])
        self._row("together", archive.items)
        for address, status, page in archive.nowhere:
            self.stdout.write(f"  {address} led nowhere ({status}); it is linked from {page}")

    def _row(self, name: str, items: Iterable[Item]) -> None:
        sizes = [len(item.content) for item in items]
        self.stdout.write(f"  {name:<12}{len(sizes):>7}{sum(sizes):>14,} bytes")


def kind_of(item: Item) -> str:
    """What somebody who reads the table calls it."""
    if item.kind == "text/html":
        return "pages"
    if item.kind.startswith("image/"):
        return "pictures"
    return "packages" if item.kind == "application/zip" else "other files"
