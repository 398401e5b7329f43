"""`manage.py rehearse`: a whole year in a minute, with made-up people."""

from __future__ import annotations

import logging
from argparse import ArgumentTypeError
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from award.programme.domain.migrating import tables_stand
from voting.rehearsal.printing import result_lines
from voting.rehearsal.year import Played, rehearse


class Command(BaseCommand):
    help = (
        "Play a made-up year through the real forms, and tell who won, how, and how long it took."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--nominations", type=_at_least(4), default=24)
        parser.add_argument("--jurors", type=_at_least(2), default=5)
        parser.add_argument("--voters", type=_at_least(1), default=200)

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("django.request").setLevel(logging.ERROR)
        self._prepare()
        names = ("seed", "nominations", "jurors", "voters")
        edition, categories = rehearse(**{n: options[n] for n in names}, tell=self._tell)
        for each in categories:
            self.stdout.write("\n" + "\n".join(result_lines(each)))
        self.stdout.write(f"  See /{edition.award.slug}/{edition.year}/resultat/")

    def _prepare(self) -> None:
        """On a fresh clone there are no tables yet; beside a platform that is up they stand."""
        if not tables_stand():
            call_command("prepare", "--without-demo", stdout=self.stdout)

    def _tell(self, played: Played) -> None:
        self.stdout.write(f"  {played.name:<14}{played.seconds:>7.1f} s   {played.told}")
        self.stdout.flush()


def _at_least(low: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def whole_number(text: str) -> int:
        if not text.isdecimal() or int(text) < low:
            raise ArgumentTypeError(f"a whole number from {low} is needed")
        return int(text)

    return whole_number
