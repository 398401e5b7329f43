"""The one clock that decides: the database's."""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """The database's wall clock at this moment (`clock_timestamp()`, not the transaction's start)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now
