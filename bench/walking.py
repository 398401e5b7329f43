"""The paths people walk, over HTTP under the shipped server: `python -m bench.walking [--votes N] [--clients C]`.

A whole vote (paper, choice, code page, code, receipt), a nomination and a juror's point, beside a bare Django view with
one INSERT, an empty answer and pgbench's one INSERT a transaction, in one run, on one durable PostgreSQL. Told are
how many a second, the processor's milliseconds of each request in the server, and the slowest hundredth. No mail is
sent: codes are derived as their sender would. All of it shares the machine with the client that asks.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode
from uuid import uuid4

import psutil

from award.stack.binaries import postgres_programs
from award.stack.ports import answers, free_port
from award.stack.services import web
from bench.server import database

T = TypeVar("T")
BIN = Path(sys.executable).parent
SHARED_GOAL = 0.3  # of the empty answer, for a page from memory
TABLE = "CREATE TABLE bare_row (id bigserial PRIMARY KEY, voter text NOT NULL, choice text NOT NULL, at timestamptz DEFAULT clock_timestamp())"
SCRIPT = "INSERT INTO bare_row (voter, choice) VALUES (md5(random()::text), 'anna');\n"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|submission)" value="([^"]+)"')


class Visitor:
    """A browser with its cookies on one connection that is kept open; it notes how long each answer took."""

    def __init__(self, port: int, times: dict[str, list[float]]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.times, self.cookies = times, {}

    def ask(
        self, step: str, path: str, data: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, str, str]:
        """Status, where it leads, and the text."""
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        body = urlencode(data) if data is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self.connection.request("POST" if data is not None else "GET", path, body, sent)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.times[step].append(time.perf_counter() - started)
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location", ""), text


def asking(port: int, times: dict[str, list[float]], name: str, path: str) -> Callable[[], object]:
    """Each thread asks for the page again and again, on a connection of its own."""
    own = threading.local()

    def ask() -> None:
        if not hasattr(own, "visitor"):
            own.visitor = Visitor(port, times)
        status = own.visitor.ask(name, path)[0]
        assert status == 200, (name, status)

    return ask


def vote(port: int, place: str, times: dict[str, list[float]]) -> None:
    """Somebody new votes, and reads the receipt."""
    from award.mail.domain.codes import VOTE, newest_code  # noqa: PLC0415 - after django.setup()
    from voting.ballots.models import PendingVote  # noqa: PLC0415

    visitor = Visitor(port, times)
    hidden = dict(HIDDEN.findall(visitor.ask("paper", f"{place}rosta/")[2]))
    paper = {**hidden, "email": f"{uuid4().hex}@example.org", "kategori-1": "anna"}
    page = visitor.ask("choice", f"{place}rosta/", paper)[1]
    visitor.ask("code page", page)
    code = newest_code(PendingVote.objects.get(submission_key=hidden["submission"]), VOTE)
    token = {"csrfmiddlewaretoken": hidden["csrfmiddlewaretoken"]}
    receipt = visitor.ask("code", page, {**token, "code": code})[1]
    text = visitor.ask("receipt", receipt)[2]
    assert "<code>" in text, text[:200]


def at_once(task: Callable[[], object], *, times: int, clients: int) -> float:
    """How many a second."""
    with ThreadPoolExecutor(clients) as pool:
        start = time.perf_counter()
        list(pool.map(lambda _: task(), range(times)))
        return times / (time.perf_counter() - start)


def processor(process: psutil.Process) -> float:
    """Seconds of the processor that it and its children have used."""
    every = [process, *process.children(recursive=True)]
    return sum(sum(each.cpu_times()[:2]) for each in every)


def measured(
    name: str,
    task: Callable[[], object],
    server: psutil.Process,
    *,
    times: int,
    clients: int,
    requests: int,
) -> float:
    """Print and give how many a second; a tenth goes before, unmeasured."""
    at_once(task, times=max(1, times // 10), clients=clients)
    before = processor(server)
    rate = at_once(task, times=times, clients=clients)
    spent = (processor(server) - before) / (times * requests) * 1000
    print(
        f"{name}: {rate:.0f} a second with {clients} clients, {spent:.1f} ms of the processor a request"
    )
    return rate


@contextmanager
def shipped(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """The web server as `manage.py up` starts it."""
    port = free_port()
    (folder / "log").mkdir(exist_ok=True)
    env = {
        **os.environ,
        "VOTERS_BEHIND_ONE_ADDRESS": "1000000",
        "SHARED_PAGE_SECONDS": "1",
        "REDIS_URL": "redis://[::1]:1",
    }
    service = web(folder, env, port)
    service.start()
    try:
        yield port, psutil.Process(service.process.pid)
    finally:
        service.stop()


@contextmanager
def bare(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    port = free_port()
    command = [
        BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "bench.bare:application",
    ]  # fmt: skip
    env = {**os.environ, "BENCH_BARE": "1", "DATABASE_POOL": "4"}
    with (
        (folder / "bare.log").open("wb") as log,
        subprocess.Popen(command, env=env, stdout=log, stderr=log) as process,
    ):
        try:
            until(lambda: answers(port))
            yield port, psutil.Process(process.pid)
        finally:
            process.terminate()


def until(true: Callable[[], object]) -> None:
    for _ in range(400):
        if true():
            return
        time.sleep(0.05)
    raise SystemExit("it took too long")


def pgbench(seconds: int, clients: int) -> float:
    """One-INSERT transactions a second, as the same clients would have it from PostgreSQL alone."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT)
        script.flush()
        command = [
            postgres_programs() / "pgbench", "-n", "-f", script.name, "-c", str(clients), "-j", "2", "-T", str(seconds),
            os.environ["DATABASE_URL"],
        ]  # fmt: skip
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(re.search(r"tps = ([\d.]+)", told)[1])


def desk_statements(jurors: int) -> int:
    """Of the desk's first page, with so many jurors."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from tests.factories import make_edition, make_role  # noqa: PLC0415
    from voting.jury.domain.inviting import invite_juror  # noqa: PLC0415

    edition = make_edition("jury")
    organiser = make_role(edition, "organiser")
    for number in range(jurors):
        invite_juror(edition=edition, email=f"j{number}-{edition.pk}@example.org", by=organiser)
    client = Client()
    client.force_login(organiser, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/desk/{edition.award.slug}/{edition.year}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def measure(folder: Path, votes: int, clients: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from tests.voting.ballots.electorate import make_vote  # noqa: PLC0415

    edition = make_vote().edition
    edition.is_public = True
    edition.save()
    place = f"/{edition.award.slug}/{edition.year}/"
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    alone = pgbench(5, clients)
    print(f"pgbench, one INSERT a transaction: {alone:.0f} a second with {clients} clients")
    times: dict[str, list[float]] = defaultdict(list)
    with bare(folder) as (port, server):
        rates = {}
        for name in ("insert", "empty"):
            rates[name] = measured(
                f"bare view, {name}", asking(port, times, name, f"/{name}"), server,
                times=votes * 5, clients=clients, requests=1,
            )  # fmt: skip
    with shipped(folder) as (port, server):
        whole = measured(
            "a whole vote",
            lambda: vote(port, place, times),
            server,
            times=votes,
            clients=clients,
            requests=5,
        )
        for name, path in {
            "the year's page": place,
            "finalists": f"{place}finalister/",
            "rules": f"{place}regler/",
        }.items():
            rate = measured(
                name, asking(port, times, name, path), server, times=votes * 2, clients=clients, requests=1,
            )  # fmt: skip
            share = rate / rates["empty"]
            told = "met" if share >= SHARED_GOAL else "not met"
            print(f"  {share:.3f} of the empty answer, goal {SHARED_GOAL}: {told}")
    print(
        f"a whole vote is {whole / rates['insert']:.4f} of the bare INSERT view, {whole / alone:.4f} of pgbench"
    )
    for step, taken in times.items():
        ordered = sorted(taken)
        print(
            f"  {step}: half under {ordered[len(ordered) // 2] * 1000:.0f} ms, 99 of 100 under {ordered[int(len(ordered) * 0.99)] * 1000:.0f} ms"
        )
    few, many = desk_statements(2), desk_statements(50)
    print(
        f"the desk's first page: {few} statements with 2 jurors, {many} with 50: {'met' if many <= few else 'not met'}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--votes", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="forebild-walk-") as folder, database():
        measure(Path(folder), arguments.votes, arguments.clients)


if __name__ == "__main__":
    main()
