"""`manage.py up`, started, stopped and killed for real."""

import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.stack.running import MARKS, Up, left_over

pytestmark = [pytest.mark.storm, pytest.mark.xdist_group("up")]


@pytest.fixture(scope="module")
def var():
    """A folder whose database is migrated by the first start; where nobody can reach in."""
    folder = Path("/tmp") / f"fb-up-{time.monotonic_ns()}"
    folder.mkdir(mode=0o755)
    yield folder
    subprocess.run(["rm", "-rf", str(folder), str(folder.with_suffix(".out"))], check=True)


@pytest.fixture(scope="module")
def up(var):
    running = Up(var).ready()
    yield running
    running.stop()


def test_start_tells_of_each_service_and_then_of_the_addresses(up):
    lines = [line.split() for line in up.words.splitlines()]

    told = [(line[0], line[-1]) for line in lines if line[1:2] == ["is"]]
    assert told == [
        ("PostgreSQL", "up"), ("Valkey", "up"), ("migrate", "done"), ("mail", "up"), ("web", "up"),
        ("worker", "up"), ("beat", "up"),
    ]  # fmt: skip
    assert f"Organisers' desk     http://localhost:{up.port}/desk/" in up.words


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/desk/", "/jury/", "/dev/mail/"])
def test_printed_addresses_answer(up, path):
    assert up.get(path) == 200


def test_second_start_in_the_same_folder_is_refused_in_words(up, var):
    other = Up(var.with_name(f"{var.name}-2"), FOREBILD_VAR=str(var))

    assert other.process.wait(60) == 1
    assert other.words == f"\n  The platform is already up (process {up.process.pid}).\n"
    other.output.unlink()


@pytest.mark.parametrize("name", sorted(MARKS))
def test_service_that_is_killed_comes_back_and_leaves_nobody_behind(up, name):
    victim = up.service(name)
    family = [victim, *victim.children(recursive=True)]
    told = up.words.count(f"{name:<12} had died and was started again")

    victim.kill()

    deadline = time.monotonic() + 60
    while up.words.count(f"{name:<12} had died and was started again") == told:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert left_over(family) == []
    assert up.service(name).pid != victim.pid
    assert _answers_again(up)


def test_start_recovers_after_kill_9_of_everything_and_of_the_supervisor_alone(var, up):
    """Run after those that share a platform: it is the victim."""
    family = up.family()
    for each in family:
        with suppress(psutil.NoSuchProcess):  # whose supervisor is gone ends by itself
            each.kill()
    assert left_over(family) == []

    second = Up(var).ready()

    assert second.get("/readyz") == 200
    family = second.family()
    second.process.kill()

    third = Up(var).ready()

    assert left_over(family) == []
    assert third.get("/readyz") == 200
    assert third.stop(signal.SIGINT) == 0


def test_stop_leaves_nothing_behind(var, up):
    up.stop()
    running = Up(var).ready()
    family = running.family()

    code = running.stop()

    assert code == 0
    assert left_over(family, seconds=5) == []
    assert "Traceback" not in running.words
    assert running.words.count("has stopped") == len(MARKS)


def test_stop_in_the_middle_of_the_start_is_heard_at_once():
    var = Path("/tmp") / f"fb-early-{time.monotonic_ns()}"
    running = Up(var, "--with-demo")
    running.wait_for("Valkey       is up")
    family = running.family()

    code = running.stop()

    assert code == 0
    assert left_over(family, seconds=5) == []
    assert "Traceback" not in running.words
    assert "Ready" not in running.words
    subprocess.run(["rm", "-rf", str(var), str(running.output)], check=True)


def _answers_again(up, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            return up.get("/readyz") == 200
        except OSError:
            time.sleep(0.1)
    return False
