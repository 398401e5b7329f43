"""Mail and clockwork beside each other: `python -m bench.mail [--codes N] [--slow SECONDS]`.

Pending votes whose codes wait, behind as many other mails as one likes; then the postman's process
and the beat's, and a mail server of the bench's own. Told are codes a minute with a quick server,
whether any other mail went before the last code, and how often the tick beat while each mail takes
the slow server's seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import psutil

from award.stack.ports import free_port
from bench.server import database

SENDERS = 8  # of a postman that is not told otherwise
GOAL = 5000  # codes a minute
BEAT = [
    Path(sys.executable).parent / "celery",
    "-A",
    "award",
    "beat",
    "-l",
    "warning",
    "--pidfile=",
]
POSTMAN = [sys.executable, "manage.py", "postman"]


@contextmanager
def sink(delay: float) -> Iterator[Path]:
    """A mail server at the address that the settings of what is started here name."""
    port = free_port()
    os.environ |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "MAIL_PER_MINUTE": "0"}
    with tempfile.NamedTemporaryFile(prefix="forebild-sink-") as taken:
        command = [sys.executable, "-m", "bench.sink", str(port), str(delay)]
        with subprocess.Popen(command, stdout=taken) as process:
            try:
                yield Path(taken.name)
            finally:
                process.kill()


@contextmanager
def running(*commands: list[object]) -> Iterator[list[subprocess.Popen[bytes]]]:
    started = [subprocess.Popen([str(part) for part in command]) for command in commands]
    try:
        yield started
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def queue(codes: int, others: int) -> None:
    """The others first, so that only their being less urgent can hold them back."""
    from award.mail.domain.messaging import queue_text  # noqa: PLC0415 - after django.setup()
    from tests.voting.ballots.electorate import CATEGORY, make_vote  # noqa: PLC0415
    from voting.ballots.domain.requesting import request_vote  # noqa: PLC0415

    round = make_vote()
    for number in range(others):
        queue_text(
            occasion=f"other:{number}", recipient=f"o{number}@example.org", subject="x", text="x"
        )
    for number in range(codes):
        request_vote(
            round=round,
            email=f"v{number}@example.org",
            choices={CATEGORY: "anna"},
            submission=uuid4(),
        )


def wait_until_taken(taken: Path, count: int, *, seconds: float) -> list[str]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        lines = taken.read_text().splitlines()
        if len(lines) >= count:
            break
        time.sleep(0.1)
    return lines


def quick(codes: int, others: int) -> None:
    queue(codes, others)
    with sink(0) as taken, running(POSTMAN):
        lines = [line.split() for line in wait_until_taken(taken, codes + others, seconds=600)]
    is_code = [recipient.startswith("v") for _, recipient in lines]
    last = len(is_code) - is_code[::-1].index(True)
    took = float(lines[last - 1][0]) - float(lines[0][0])
    rate = 60 * codes / took
    beside = last - sum(is_code)
    print(
        f"{codes} codes in {took:.1f} s: {rate:.0f} a minute; {beside} others beside the last ones"
    )
    first = beside < SENDERS  # what the other senders had in hand when the last code was begun
    print(f"{GOAL} code mails a minute, before everything else: {_met(rate >= GOAL and first)}")


def slow(delay: float, seconds: int) -> None:
    """Beats that the tick showed, looked for each tenth of a second."""
    from award.mail.models import Heartbeat  # noqa: PLC0415

    queue(500, 0)
    beats: list[float] = []
    with sink(delay) as taken, running(POSTMAN, BEAT):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = Heartbeat.objects.filter(service="tick").first()
            if found and (not beats or found.at.timestamp() != beats[-1]):
                beats.append(found.at.timestamp())
            time.sleep(0.1)
        mails = len(taken.read_text().splitlines())
    longest = max(b - a for a, b in pairwise(beats))
    print(f"{delay} s a mail: {mails} mails in {seconds} s, longest pause {longest:.2f} s")
    print(f"a tick each second while mail is slow: {_met(longest < 2)}")


def idle(seconds: int) -> None:
    """What each costs when there is nothing to do: its processor time, and its share of memory."""
    with running(POSTMAN, BEAT) as processes:
        time.sleep(8)
        watched = [psutil.Process(process.pid) for process in processes]
        before = [_spent(process) for process in watched]
        time.sleep(seconds)
        for name, process, earlier in zip(("postman", "beat"), watched, before, strict=True):
            share = (_spent(process) - earlier) / seconds
            memory = process.memory_full_info().pss / 1024**2
            print(f"idle {name}: {share:.1%} of a core, {memory:.0f} MB")


def _spent(process: psutil.Process) -> float:
    return process.cpu_times().user + process.cpu_times().system


def _met(is_met: bool) -> str:
    return "met" if is_met else "not met"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--codes", type=int, default=5000)
    parser.add_argument("--others", type=int, default=1000)
    parser.add_argument("--slow", type=float, default=5.0)
    arguments = parser.parse_args()
    with database():
        quick(arguments.codes, arguments.others)
        slow(arguments.slow, 40)
        idle(20)


if __name__ == "__main__":
    main()
