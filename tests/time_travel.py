"""Time travel, for tests alone: what no code can do, the windows of a real edition are rewritten.

The database refuses to move the window of a round that is frozen or sealed. Here its triggers sleep
for a statement, which takes a right that no role of an installation has. A made-up edition needs
none of this: there `award.desk.domain.clock_moving` lets time pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from award.programme.models import Edition, Round


@contextmanager
def triggers_asleep() -> Iterator[None]:
    """No trigger, not even of a constraint, runs in here; what was put off until now runs first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        yield
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


def rewrite_window(round: Round, **moments: datetime) -> None:
    """Give the round other moments (`opens_at`, `closes_at`), whatever has happened in it."""
    with triggers_asleep():
        Round.objects.filter(pk=round.pk).update(**moments)
    round.refresh_from_db()


def rewrite_announcement(edition: Edition, moment: datetime) -> None:
    """Let the announcement be at the moment."""
    with triggers_asleep():
        Edition.objects.filter(pk=edition.pk).update(announce_at=moment)
    edition.refresh_from_db()


def rewrite_calendar(edition: Edition, *, by: timedelta) -> None:
    """Move every window and the announcement; negative moves them into the past."""
    with triggers_asleep():
        Round.objects.filter(edition=edition).update(
            opens_at=F("opens_at") + by, closes_at=F("closes_at") + by
        )
        Edition.objects.filter(pk=edition.pk).update(announce_at=F("announce_at") + by)
    edition.refresh_from_db()


STOPPED = """
    CREATE SCHEMA stopped;
    CREATE FUNCTION stopped.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
        $$ SELECT timestamptz '{moment}' $$;
    CREATE FUNCTION stopped.statement_timestamp() RETURNS timestamptz LANGUAGE sql AS
        $$ SELECT timestamptz '{moment}' $$;
    SET LOCAL search_path = stopped, pg_catalog, public;
"""
GOES_ON = "DROP SCHEMA stopped CASCADE; SET LOCAL search_path = DEFAULT;"


@contextmanager
def stopped_clock(moment: datetime) -> Iterator[None]:
    """Within a transaction the database's clock stands still, so that a microsecond can be hit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STOPPED.format(moment=moment.isoformat()))
        yield
        cursor.execute(GOES_ON)
