"""From the ballots' table to placements beside its one GROUP BY: `python -m bench.table [--ballots N]`.

Ballots lie in the platform's own table, with its own indexes and constraints, and are counted by the
path that seals a round. The query alone is timed with all its rows read through the same cursor and
thrown away. Memory is what the process grew by at its highest, in a process forked for each count.

Voters rank one to ten candidates, most of them few, and popular ones more often first; `--full` has
everybody rank all ten, which makes nearly every ballot different: the worst that can come.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from math import log
from pathlib import Path
from typing import Any

import django

from award.stack.postgres import Postgres

NAMES = [f"kandidat-{letter}" for letter in "abcdefghij"]
POPULARITY = [16, 12, 9, 7, 5, 4, 3, 2, 1.5, 1]
LENGTHS = [30, 24, 18, 10, 7, 4, 3, 2, 1, 1]
METHODS = ("irv", "schulze", "borda")
MEGABYTE = 1024  # ru_maxrss counts kilobytes


def rankings(ballots: int, *, full: bool, seed: int = 1984) -> Iterator[str]:
    """Rankings drawn one name after another by popularity (Plackett and Luce's model)."""
    source = random.Random(seed)
    lengths = source.choices(range(1, 11), LENGTHS, k=ballots) if not full else [10] * ballots
    rates = list(zip(NAMES, POPULARITY, strict=True))
    for length in lengths:
        keys = {name: -log(1 - source.random()) / rate for name, rate in rates}
        yield ">".join(sorted(keys, key=keys.__getitem__)[:length])


def fill(round: Any, ballots: int, *, full: bool) -> None:
    """Voters and their ballots, through COPY."""
    from django.db import connection  # noqa: PLC0415 - after django.setup()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ballots_voter (round_id, voter_key) "
            "SELECT %s, 'bench-' || n FROM generate_series(1, %s) AS n",
            [round.pk, ballots],
        )
        cursor.execute("SELECT min(id) FROM ballots_voter WHERE round_id = %s", [round.pk])
        first, category = cursor.fetchone()[0], round.edition.categories.get().pk
        cursor.execute("CREATE TEMP TABLE drawn (n bigint, choice text)")
        with cursor.copy("COPY drawn FROM STDIN") as copy:
            for n, choice in enumerate(rankings(ballots, full=full)):
                copy.write_row((first + n, choice))
        cursor.execute(
            "INSERT INTO ballots_ballot (round_id, category_id, voter_id, revision, choice, "
            "submission_key, receipt, leaf, cast_at) "
            "SELECT %s, %s, n, 1, choice, gen_random_uuid(), 'r' || n, 'l' || n, now() FROM drawn",
            [round.pk, category],
        )
        cursor.execute("DROP TABLE drawn")
        cursor.execute("VACUUM ANALYZE ballots_ballot")


def seconds(task: Callable[[], Any]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def grown(task: Callable[[], Any]) -> float:
    """Megabytes that a process of its own grew by at its highest while it did the task."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        task()
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        os.write(writing, str((after - before) / MEGABYTE).encode())
        os._exit(0)
    os.waitpid(child, 0)
    return float(os.read(reading, 64))


def measure(ballots: int, *, full: bool) -> None:
    """Print the query's seconds, and each method's as a ratio to them, with its memory."""
    from django.db import connection  # noqa: PLC0415

    from tests.voting.ballots.electorate import make_vote  # noqa: PLC0415
    from voting.ballots.models import collapsed  # noqa: PLC0415
    from voting.count.registry import METHODS as KNOWN  # noqa: PLC0415
    from voting.count.registry import count_parsed  # noqa: PLC0415

    round = make_vote()
    category = round.edition.categories.get()
    fill(round, ballots, full=full)

    def read() -> int:
        return sum(1 for _ in collapsed(round, category))

    def count(method: str) -> None:
        parse = KNOWN[method].parse
        lines = ((parse(text), weight) for text, weight in collapsed(round, category))
        assert count_parsed(method, lines, candidates=NAMES).ballots == ballots

    different = read()
    query = min(seconds(read) for _ in range(3))
    print(f"{ballots:,} ballots, {different:,} different; the GROUP BY alone: {query:.2f} s")
    for method in METHODS:
        took = min(seconds(lambda m=method: count(m)) for _ in range(2))
        connection.close()
        memory = grown(lambda m=method: count(m))
        print(f"  {method}: {took:.2f} s, {took / query:.2f} of the query, {memory:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--full", action="store_true", help="everybody ranks all ten")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="forebild-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        server = Postgres(place / "postgres", log=place / "postgres.log")
        server.start()
        try:
            os.environ |= {
                "DJANGO_SETTINGS_MODULE": "award.settings",
                "FOREBILD_ENV": "test",
                "DATABASE_URL": server.url,
            }
            django.setup()
            from django.core.management import call_command  # noqa: PLC0415

            call_command("migrate", verbosity=0)
            measure(arguments.ballots, full=arguments.full)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
