"""A migration never keeps pages waiting behind it: it gives up its turn, and tries again."""

from __future__ import annotations

import threading
import time

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection, transaction

from award.log.management.commands import migrate as ours

pytestmark = pytest.mark.django_db(transaction=True)


def another() -> psycopg.Connection:
    found = connection.settings_dict
    return psycopg.connect(
        dbname=found["NAME"], host=found["HOST"], user=found["USER"], port=found["PORT"] or None
    )


@pytest.fixture
def locking_step(monkeypatch):
    """A step that needs a table for itself; `tries` counts."""
    tries: list[float] = []

    def handle(self, *args, **options):
        tries.append(time.monotonic())
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE mail_outage ADD COLUMN new integer")
            transaction.set_rollback(True)

    monkeypatch.setattr(migrate.Command, "handle", handle)
    return tries


def run() -> None:
    call_command("migrate", verbosity=0)


def test_migration_waits_for_a_reader_in_short_turns_and_then_goes_through(
    locking_step, monkeypatch
):
    monkeypatch.setattr(ours, "PAUSES", (0.1,) * 6)
    with another() as reader:
        reader.execute("SELECT * FROM mail_outage")
        end = threading.Timer(3.0, reader.rollback)
        end.start()

        run()

    end.join()
    assert len(locking_step) >= 2


def test_page_behind_a_migration_waits_no_longer_than_its_turn(locking_step, monkeypatch):
    """Before, it waited until the idle reader had gone."""
    monkeypatch.setattr(ours, "PAUSES", ())
    waited: list[float] = []

    def page() -> None:
        time.sleep(0.5)
        start = time.monotonic()
        with another() as visitor:
            visitor.execute("SELECT * FROM mail_outage")
        waited.append(time.monotonic() - start)

    visitor = threading.Thread(target=page)
    with another() as reader:
        reader.execute("SELECT * FROM mail_outage")
        visitor.start()
        with pytest.raises(CommandError, match="run migrate again"):
            run()
        visitor.join()

    assert waited[0] < 2.5


def test_after_a_migration_locks_are_waited_for_as_before(locking_step):
    run()

    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
