"""From the ballots' table to placements beside its one GROUP BY: `python -m bench.table [--ballots N]`.

Ballots lie in the platform's own table and are counted as they come through its cursor. The query
alone is timed with all its rows read through the same cursor and thrown away, in turns with the
count, so that both find the machine as busy. Each method has a process of its own, whose whole
memory at its highest is told. The table is filled without voters and without the two indexes that
no count looks at: at ten millions that is what takes the time.

Voters rank one to ten candidates, most of them few, and popular ones more often first; `--kind full`
has everybody rank all ten, `--kind uniform` any number of them in any order: the worst that can come.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

from award.stack.postgres import UNSAFE
from bench.electorate import orders
from bench.server import database

NAMES = [f"kandidat-{letter}" for letter in "abcdefghij"]
POPULAR = [16, 12, 9, 7, 5, 4, 3, 2, 1.5, 1]
FEW = [30, 24, 18, 10, 7, 4, 3, 2, 1, 1]
EQUAL = [1] * 10
ALL = [0] * 9 + [1]
KINDS = {"popular": (POPULAR, FEW), "full": (POPULAR, ALL), "uniform": (EQUAL, EQUAL)}
METHODS = ("irv", "schulze", "borda")
GOAL = 1.3
MEGABYTES = 200


def rankings(ballots: int, kind: str) -> Iterator[str]:
    return map(">".join, orders(ballots, NAMES, *KINDS[kind]))


def fill(round: Any, ballots: int, kind: str) -> None:
    """The ballots, through COPY."""
    from django.db import connection  # noqa: PLC0415 - after django.setup()

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ballots_ballot DROP CONSTRAINT ballot_submission_once")
        cursor.execute("DROP INDEX ballot_receipt")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("CREATE TEMP TABLE drawn (n bigint, choice text)")
        with cursor.copy("COPY drawn FROM STDIN") as copy:
            for row in enumerate(rankings(ballots, kind)):
                copy.write_row(row)
        cursor.execute(
            "INSERT INTO ballots_ballot (round_id, category_id, voter_id, revision, choice, "
            "submission_key, receipt, leaf, cast_at) "
            "SELECT %s, %s, n, 1, choice, gen_random_uuid(), 'r' || n, 'l' || n, now() FROM drawn",
            [round.pk, round.edition.categories.get().pk],
        )
        cursor.execute("DROP TABLE drawn")
        cursor.execute("VACUUM ANALYZE ballots_ballot")


def seconds(task: Callable[[], Any]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def measure(method: str, times: int) -> None:
    """Print the query's seconds, the count's, different ballots and this process's megabytes."""
    from award.programme.models import Round  # noqa: PLC0415
    from voting.ballots.models import collapsed  # noqa: PLC0415
    from voting.count.registry import count  # noqa: PLC0415

    round = Round.objects.get(kind=Round.Kind.VOTE)
    category = round.edition.categories.get()

    def read() -> int:
        return sum(1 for _ in collapsed(round, category))

    def counted() -> int:
        return count(method, collapsed(round, category), candidates=NAMES).ballots

    different = read()
    pairs = [(seconds(read), seconds(counted)) for _ in range(times)]
    query, whole = (min(column) for column in zip(*pairs, strict=True))
    print(query, whole, different, _highest())


def _highest() -> float:
    """Megabytes of this process at its highest."""
    (line,) = (li for li in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in li)
    return int(line.split()[1]) / 1024


def measured(method: str, times: int) -> tuple[float, float, int, float]:
    """The same from a process of its own."""
    command = [sys.executable, "-m", "bench.table", "--measure", method, "--times", str(times)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    query, whole, different, megabytes = map(float, found)
    return query, whole, int(different), megabytes


def compare(ballots: int, kind: str, times: int) -> bool:
    """Fill the table and print what each method takes; whether all of them meet the goals."""
    from django.db import connection  # noqa: PLC0415

    from tests.voting.ballots.electorate import make_vote  # noqa: PLC0415

    fill(make_vote(), ballots, kind)
    connection.close()
    met = True
    for method in METHODS:
        query, whole, different, megabytes = measured(method, times)
        good = whole <= GOAL * query and megabytes < MEGABYTES
        met &= good
        print(
            f"{ballots:,} {kind} ballots, {different:,} different, {method}: query {query:.2f} s, "
            f"with count {whole:.2f} s, ratio {whole / query:.2f} (goal {GOAL}), "
            f"{megabytes:.0f} MB (goal {MEGABYTES}): {'met' if good else 'not met'}",
            flush=True,
        )
    return met


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--kind", choices=KINDS, default="popular")
    parser.add_argument("--times", type=int, default=5, help="runs, of which the fastest is told")
    parser.add_argument("--measure", choices=METHODS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        django.setup()
        measure(arguments.measure, arguments.times)
        return
    with database([*UNSAFE, "max_wal_size=8GB"]):
        compare(arguments.ballots, arguments.kind, arguments.times)


if __name__ == "__main__":
    main()
