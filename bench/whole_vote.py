"""A whole vote over HTTP beside the least that one can be: `python -m bench.whole_vote [--votes N] [--runs N]`.

Paper, choice, code page, code and receipt under the shipped server, the postman sending each code meanwhile, beside the same
five requests in plain Django (`bench.plain`, whose mail stays a row), turn by turn on one durable PostgreSQL: the median of
the turns' ratios is told. Then the slowest hundredth at 32 clients, and what each request costs in this process:
statements, and milliseconds of the processor (the lower quarter, since the machine has other work).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from award.stack.ports import answers, free_port
from bench.mail import POSTMAN, running, sink
from bench.server import database
from bench.voters import HIDDEN, walk
from bench.walking import BIN, shipped, until

T = TypeVar("T")
SCHEMA = Path(__file__).with_name("plain.sql")
GOAL = 0.13  # of plain Django
SLOWEST = 0.150  # seconds, of a request at 32 clients


@contextmanager
def plain(folder: Path) -> Iterator[int]:
    """The plain vote's server, with as many workers and threads as ours has."""
    port = free_port()
    command = [
        BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "bench.plain:application",
    ]  # fmt: skip
    env = {**os.environ, "BENCH_PLAIN": "1", "DATABASE_POOL": "4"}
    with (
        (folder / "plain.log").open("wb") as log,
        subprocess.Popen(command, env=env, stdout=log, stderr=log) as process,
    ):
        try:
            until(lambda: answers(port))
            yield port
        finally:
            process.terminate()


def plain_codes(numbers: Sequence[str]) -> dict[str, str]:
    from django.db import connection  # noqa: PLC0415 - after django.setup()

    with connection.cursor() as cursor:
        cursor.execute("SELECT submission::text, code FROM plain_mail")
        return dict(cursor.fetchall())


def our_codes(numbers: Sequence[str]) -> dict[str, str]:
    """As their sender makes them."""
    from award.mail.domain.codes import VOTE, newest_code  # noqa: PLC0415
    from voting.ballots.models import PendingVote  # noqa: PLC0415

    found = PendingVote.objects.filter(submission_key__in=numbers)
    return {str(each.submission_key): newest_code(each, VOTE) for each in found}


def compare(folder: Path, place: str, *, votes: int, runs: int) -> None:
    ours, theirs = [], []
    with plain(folder) as beside, sink(0), running(POSTMAN), shipped(folder) as (port, _):
        for number in range(runs + 1):
            mine = walk(port, place, our_codes, votes=votes, clients=8)
            probe = walk(beside, "/x/2026/", plain_codes, votes=votes * 4, clients=8)
            if number:  # the first one warms both
                ours.append(mine.rate)
                theirs.append(probe.rate)
        crowd = walk(port, place, our_codes, votes=votes, clients=32)
    print("whole votes a second:", *(f"{rate:.1f}" for rate in ours))
    print("plain Django:", *(f"{rate:.0f}" for rate in theirs))
    ratio = statistics.median(mine / probe for mine, probe in zip(ours, theirs, strict=True))
    print(
        f"a whole vote, mail included: {ratio:.3f} of plain Django, goal {GOAL}: {met(ratio >= GOAL)}"
    )
    slowest = crowd.slowest()
    print(
        f"32 clients: {crowd.rate:.1f} votes a second, 99 of 100 requests under {slowest * 1000:.0f} ms, "
        f"goal {SLOWEST * 1000:.0f}: {met(slowest < SLOWEST)}"
    )


def steps(place: str, votes: int) -> None:
    """What each request costs the process that answers it."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    asked: dict[str, int] = {}
    spent: dict[str, list[float]] = defaultdict(list)
    counting = False

    def step(name: str, ask: Callable[[], T]) -> T:
        if counting:
            with CaptureQueriesContext(connection) as statements:
                answer = ask()
            asked[name] = len(statements)
            return answer
        before = time.process_time()
        answer = ask()
        spent[name].append(time.process_time() - before)
        return answer

    for number in range(votes + 1):
        counting = number == votes
        one_vote(Client(), place, step)
    for name, seconds in spent.items():
        quarter = statistics.quantiles(seconds, n=4)[0]
        print(f"  {name}: {asked[name]} statements, {quarter * 1000:.1f} ms of the processor")


def one_vote(client: object, place: str, step: Callable[[str, Callable[[], T]], T]) -> None:
    text = step("paper", lambda: client.get(f"{place}rosta/")).text
    hidden = dict(HIDDEN.findall(text))
    paper = {**hidden, "email": f"{uuid4().hex}@example.org", "kategori-1": "anna"}
    page = step("choice", lambda: client.post(f"{place}rosta/", paper))["Location"]
    step("code page", lambda: client.get(page))
    code = our_codes([hidden["submission"]])[hidden["submission"]]
    receipt = step("code", lambda: client.post(page, {"code": code}))["Location"]
    assert step("receipt", lambda: client.get(receipt)).status_code == 200


def met(is_met: bool) -> str:
    return "met" if is_met else "not met"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--votes", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="forebild-vote-") as folder,
        database(),
    ):
        from django.conf import settings  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        from tests.voting.ballots.electorate import make_vote  # noqa: PLC0415

        settings.VOTERS_BEHIND_ONE_ADDRESS = 1_000_000
        edition = make_vote().edition
        edition.is_public = True
        edition.save()
        place = f"/{edition.award.slug}/{edition.year}/"
        with connection.cursor() as cursor:
            cursor.execute(SCHEMA.read_text())
        compare(Path(folder), place, votes=arguments.votes, runs=arguments.runs)
        steps(place, 60)


if __name__ == "__main__":
    main()
