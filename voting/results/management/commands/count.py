"""`manage.py count METHOD BALLOTS.csv [--seats N]`: a count as JSON, with no database."""

from __future__ import annotations

import json
import sys
from argparse import SUPPRESS, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from voting.count.notation import BallotError
from voting.count.reading import BallotFileError, read_ballots
from voting.count.registry import METHODS, count_parsed

MOST_DIGITS = 9


class Command(BaseCommand):
    help = "Count ballots from a CSV file with the header ballot,count; prints JSON."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """What is wrong with the arguments is one line, too, without a usage text before it."""
        return super().create_parser(prog_name, subcommand, usage=SUPPRESS, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("method", type=_method, metavar="METHOD", help=", ".join(METHODS))
        parser.add_argument("ballots", type=Path, metavar="BALLOTS.csv")
        parser.add_argument("--seats", type=_whole_number)

    def handle(self, *args: Any, **options: Any) -> None:
        method, path = options["method"], options["ballots"]
        try:
            with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
                ballots = read_ballots(stream, METHODS[method].parse, name=str(path))
                found = count_parsed(method, ballots, seats=options["seats"])
        except BallotFileError as error:
            self._refuse(str(error))
        except BallotError as error:
            self._refuse(str(BallotFileError(str(path), 0, str(error))))
        except OSError as error:
            self._refuse(f"{path}:0: {error.strerror}")
        self.stdout.write(json.dumps(found.to_json(), ensure_ascii=False))

    def _refuse(self, reason: str) -> None:
        self.stderr.write(reason)
        sys.exit(2)


def _method(text: str) -> str:
    if text not in METHODS:
        raise ArgumentTypeError(f"not a method; there are {', '.join(METHODS)}")
    return text


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) > 0):
        raise ArgumentTypeError("a whole number above 0 is needed")
    return int(text)
