"""What PostgreSQL's own log says when something goes wrong: that it did, and no value."""

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from award.stack.postgres import DISCREET, SUPERUSER, UNSAFE, Postgres

PLANTED = "eva.planterad@example.org"
MADE = """
    CREATE TABLE people (email varchar(60) UNIQUE CHECK (email <> 'nobody'), n int NOT NULL);
    INSERT INTO people VALUES ('eva.planterad@example.org', 1);
    CREATE FUNCTION shout(word text) RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no %', word; END $$;
    CREATE FUNCTION warn(word text) RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN RAISE WARNING 'well, %', word; END $$;
"""
# Each with the value as a parameter, and once more with it in the statement.
PROVOKING = {
    "not unique": "INSERT INTO people VALUES (%s, 2)",
    "refused by a check": "INSERT INTO people SELECT 'nobody', length(%s)",
    "null": "INSERT INTO people VALUES (%s || 'x', NULL)",
    "too long": "INSERT INTO people VALUES (repeat(%s, 9), 2)",
    "no uuid": "SELECT %s::text::uuid",
    "no number": "SELECT %s::text::int",
    "no date": "SELECT %s::text::timestamptz",
    "no json": "SELECT ('{\"email\": ' || %s || '}')::jsonb",
    "no such column": 'SELECT "eva.planterad@example.org", %s FROM people',
    "divided": "SELECT length(%s) / (n - 1) FROM people",
    "raised": "SELECT shout(%s)",
    "warned": "SELECT warn(%s)",
    "cut off": "SET statement_timeout = 20; SELECT pg_sleep(9), 'eva.planterad@example.org'",
}

AS_IT_COMES = {
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1",
    "log_statement": "none",
    "log_min_error_statement": "error",
    "log_min_messages": "warning",
    "log_error_verbosity": "default",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
}


@pytest.fixture(scope="module")
def folder():
    path = Path("/tmp") / f"fb-test-{os.getpid()}-{time.monotonic_ns()}"
    path.mkdir(mode=0o755)
    yield path
    subprocess.run(["rm", "-rf", str(path)], check=True)


@pytest.fixture(scope="module")
def discreet(folder):
    server = Postgres(folder / "discreet", log=folder / "discreet.log", options=UNSAFE)
    server.start()
    _ask(server, MADE)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def talkative(folder):
    """As PostgreSQL comes."""
    talking = (f"{name}={value}" for name, value in AS_IT_COMES.items())
    options = (*UNSAFE, *talking)
    server = Postgres(folder / "talkative", log=folder / "talkative.log", options=options)
    server.start()
    _ask(server, MADE)
    yield server
    server.stop()


@pytest.mark.parametrize("sql", PROVOKING.values(), ids=PROVOKING)
def test_error_leaves_no_value_in_the_log(discreet, sql):
    _provoke(discreet, sql)

    assert PLANTED not in discreet.log.read_text()


def test_errors_would_leave_values_if_nobody_asked_otherwise(talkative):
    """The test above can see what it looks for."""
    found = {name for name, sql in PROVOKING.items() if _leaves_it(talkative, sql)}

    assert found == set(PROVOKING)


def test_log_still_tells_that_the_server_lives(discreet):
    assert "ready to accept connections" in discreet.log.read_text()


def test_role_that_serves_cannot_make_the_log_talk(discreet):
    settable = set()
    with psycopg.connect(discreet.url, autocommit=True) as connection:
        for setting in DISCREET:
            with suppress(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SET {setting.partition('=')[0]} = DEFAULT")
                settable.add(setting.partition("=")[0])
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT %s::text::uuid", [PLANTED])

    assert settable == {
        "log_parameter_max_length_on_error"
    }  # anybody's to set; alone it tells nothing
    assert PLANTED not in discreet.log.read_text()


def _leaves_it(server, sql):
    before = len(server.log.read_text())
    _provoke(server, sql)
    return PLANTED in server.log.read_text()[before:]


def _provoke(server, sql):
    """Bound by the server, and written into the statement as Django does."""
    for cursor in (psycopg.Cursor, psycopg.ClientCursor):
        with (
            psycopg.connect(
                server.url_as(SUPERUSER), autocommit=True, cursor_factory=cursor
            ) as asked,
            suppress(psycopg.Error),
        ):
            asked.execute(sql, [PLANTED] if "%s" in sql else None)


def _ask(server, sql):
    with psycopg.connect(server.url_as(SUPERUSER), autocommit=True) as asked:
        asked.execute(sql)
