"""`manage.py up`, started, stopped and killed for real."""

import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from award.stack import local
from award.stack.disk import FULL, ROOM
from tests.reading import squeezed
from tests.stack.disks import fill, mount_small, skip_unless_small, unmount, write_until_dead
from tests.stack.running import MARKS, ROOT, Up, environment, left_over

pytestmark = [pytest.mark.storm, pytest.mark.xdist_group("up")]


@pytest.fixture(scope="module")
def var():
    """A folder whose database is migrated by the first start; where nobody can reach in."""
    folder = Path("/tmp") / f"fb-up-{time.monotonic_ns()}"
    folder.mkdir(mode=0o755)
    mount_small(folder)
    yield folder
    unmount(folder)
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
        ("worker", "up"), ("beat", "up"), ("postman", "up"),
    ]  # fmt: skip
    assert f"Organisers' desk     http://localhost:{up.port}/desk/" in up.words


def test_start_without_the_demo_names_nobody_who_is_not_there(up):
    assert "@example.org (" not in up.words
    assert "/arets-it-kvinna/" not in up.words
    assert re.search(
        rf"Begin here {{10}} http://localhost:{up.port}/desk/borja/[0-9a-f]{{32}}/\n", up.words
    )


def test_what_serves_is_the_role_that_can_alter_nothing(up, var):
    """Web, worker and beat know no other, and their connections are its."""
    for name in ("mail", "web", "worker", "beat", "postman"):
        assert "DATABASE_OWNER_URL" not in up.service(name).environ()
    up.page("/readyz")
    with psycopg.connect(local.running(var)["DATABASE_OWNER_URL"]) as connection:
        others = connection.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity"
            " WHERE datname = 'award' AND pid <> pg_backend_pid() AND usename IS NOT NULL"
        ).fetchall()

    assert others == [("award",)]


def test_command_in_another_window_finds_the_roles_parted(up, var):
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--tag=database", "--database=default"],
        cwd=ROOT, env=environment(var), capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/desk/", "/jury/", "/dev/mail/"])
def test_printed_addresses_answer(up, path):
    assert _answers_again(up), "beat's first tick comes a moment after its start"
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


def test_full_disk_is_told_of_once_answered_in_our_look_and_got_over(up, var):
    """PostgreSQL dies of it, and cannot start again while it lasts; what it acknowledged is kept."""
    skip_unless_small(var)
    before = len(up.words)
    with psycopg.connect(local.running(var)["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT -1 AS n")  # a page with room for rows
        fill(var)
        acknowledged = write_until_dead(connection)
    up.wait_for(FULL)

    status, text = up.page("/")
    (var / "fill").unlink()
    up.wait_for(ROOM)

    assert _answers_again(up)
    assert status in {500, 503}
    assert "<h1>Något gick fel hos oss</h1>" in squeezed(text)
    with psycopg.connect(local.running(var)["DATABASE_OWNER_URL"]) as connection:
        stored = {n for (n,) in connection.execute("SELECT n FROM kept")}
    assert acknowledged
    assert set(acknowledged) <= stored
    told = up.words[before:]
    assert "Traceback" not in told
    assert [told.count(FULL), told.count(ROOM)] == [1, 1]
    meanwhile = told.split(FULL)[1].split(ROOM)[0]
    assert meanwhile.split() == ["disk"], "nothing else is told"


def test_start_recovers_after_kill_9_of_everything_and_of_the_supervisor_alone(var, up):
    """Run after those that share a platform: it is the victim."""
    family = up.family()
    for each in family:
        with suppress(psutil.NoSuchProcess):  # whose supervisor is gone ends by itself
            each.kill()
    assert left_over(family) == []

    second = Up(var).ready()

    assert _answers_again(second)
    family = second.family()
    second.process.kill()

    third = Up(var).ready()

    assert left_over(family) == []
    assert _answers_again(third)
    assert third.stop(signal.SIGINT) == 0


def test_stop_leaves_nothing_behind(var, up):
    up.stop()
    running = Up(var).ready()
    family = running.family()

    code = running.stop()

    assert code == 0
    assert left_over(family) == []
    assert "Traceback" not in running.words
    assert running.words.count("has stopped") == len(MARKS)


def test_stop_in_the_middle_of_the_start_is_heard_at_once():
    var = Path("/tmp") / f"fb-early-{time.monotonic_ns()}"
    running = Up(var, "--with-demo")
    running.wait_for("Valkey       is up")
    family = running.family()

    code = running.stop()

    assert code == 0
    assert left_over(family) == []
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
