"""What is in the way of a start is told in one sentence, with what to do."""

import errno
import shutil
import socket
import time
from pathlib import Path

import pytest

from award.stack.errors import BUSY, DISK_FULL, in_words, reason
from award.stack.ports import free_port, refuse_taken
from award.stack.postgres import Postgres, PostgresError
from award.stack.runner import NAMESPACE, NOBODY, Runner, choose_runner
from tests.stack.running import Up


@pytest.fixture
def var():
    folder = Path("/tmp") / f"fb-no-{time.monotonic_ns()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(".out").unlink(missing_ok=True)


def refused(up):
    """What was said; it must have been little, and an exit that tells of failure."""
    assert up.process.wait(60) == 1
    assert "Traceback" not in up.words
    assert up.words.count("\n") == 2, up.words
    return up.words.strip()


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, "127.0.0.1"),
        (socket.AF_INET, "0.0.0.0"),
        (socket.AF_INET6, "::1"),
        (socket.AF_INET6, "::"),
    ],
)
def test_taken_port_is_refused_wherever_the_other_program_listens(var, family, address):
    with socket.socket(family) as other:
        other.bind((address, 0))
        other.listen()
        port = other.getsockname()[1]

        words = refused(Up(var, PORT=str(port)))

    assert words == (
        f"Port {port} is taken by another program. Stop it, or choose another: "
        f"PORT={port % 65535 + 1} make up"
    )


def test_free_port_is_not_refused():
    refuse_taken(free_port())


def test_port_that_was_just_left_is_not_refused():
    """Connections of the stop before linger for a minute."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        server.accept()[0].close()
        client.close()

    refuse_taken(port)


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000.5"])
def test_port_that_is_no_port_is_refused(var, port):
    assert (
        refused(Up(var, PORT=port)) == f"PORT={port} is no port: give a number such as PORT=8001."
    )


def test_folder_that_cannot_be_written_is_refused(var):
    words = refused(Up(var, FOREBILD_VAR="/proc/forebild"))

    assert "/proc/forebild" in words


def test_data_of_another_version_is_refused_and_left_alone(var):
    data = var / "postgres"
    data.mkdir(parents=True)
    var.chmod(0o755)
    (data / "PG_VERSION").write_text("15\n")

    with pytest.raises(PostgresError, match=r"made by PostgreSQL 15, and this is 18\. Move"):
        Postgres(data, log=var / "pg.log").start()

    assert (data / "PG_VERSION").read_text() == "15\n"


def test_database_that_was_cut_off_in_the_making_is_made_again(var):
    unfinished = var / "postgres.unfinished"
    unfinished.mkdir(parents=True)
    var.chmod(0o755)
    (unfinished / "PG_VERSION").write_text("18\n")
    server = Postgres(var / "postgres", log=var / "pg.log")

    server.start()

    assert server.is_ready()
    server.stop()
    assert not unfinished.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, DISK_FULL),
        (errno.EACCES, "/x cannot be written by you. Take the right to it, or choose another"),
        (errno.EROFS, "/x cannot be written by you."),
        (errno.EMFILE, "The platform cannot start: [Errno 24] Too many: '/x'"),
    ],
)
def test_fault_of_the_system_is_told_in_words(number, words):
    texts = {errno.EMFILE: "Too many"}

    assert in_words(OSError(number, texts.get(number, "x"), "/x")).startswith(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "x\nFATAL:  could not write: No space left on device\ny",
            DISK_FULL[0].lower() + DISK_FULL[1:],
        ),
        ('FATAL:  lock file "postmaster.pid" already exists\nHINT: x', BUSY),
        ("LOG: a\nFATAL:  the reason\nLOG: shut down", "FATAL:  the reason"),
        ("one\n\n  two  \n", "two"),
        ("", "it gave no reason"),
    ],
)
def test_sentence_that_matters_is_picked_from_last_words(words, told):
    assert reason(words) == told


def test_root_runs_postgres_as_nobody_or_as_whom_the_data_belongs_to(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    open_to_all = Path("/usr/bin")

    chosen = choose_runner(Path("/usr/lib/none"), open_to_all)

    assert chosen.owner == NOBODY
    assert chosen.options["user"] == NOBODY


def test_root_steps_into_a_namespace_where_nobody_else_can_enter(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr("award.stack.runner._may_use_namespace", lambda: True)

    assert choose_runner(closed / "pg", Path("/usr/bin")) == Runner(0, prefix=NAMESPACE)


def test_root_is_told_what_to_do_where_there_is_no_namespace_either(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    (tmp_path / "home").mkdir(mode=0o700)
    monkeypatch.setattr("award.stack.runner._may_use_namespace", lambda: False)

    with pytest.raises(Exception, match="PostgreSQL does not run as root"):
        choose_runner(tmp_path / "home" / "pg", Path("/usr/bin"))
