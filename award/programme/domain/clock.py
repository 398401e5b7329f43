"""Which of the three clocks when.

- **The edition's clock** (`edition_now`, in queries `EditionClock`, in SQL `forebild_now` and
  `forebild_round_now`): everything that belongs to an edition. Whether a round is open, the
  announcement, graces and reminders, the month of article 14, and every moment that is stored of
  it. In a real edition it is the database's clock, by a constraint; a made-up one adds a shift of
  its own, that only grows. There is no other way round the clock.
- **The database's clock** (`database_now`, in queries `Now()`): what belongs to no edition. Mail and
  effects, heartbeats, sessions, roles, the log's own order; and how long a code that was mailed is
  good, since whoever reads the mail lives by it.
- **The process's clock** (`time.monotonic`): how long something took, and nothing else.
"""

from datetime import datetime

from django.db import connection

from award.programme.models import Edition


def edition_now(edition: Edition | None) -> datetime:
    """What the clock shows in the edition at this moment; without one, the database's own."""
    return _read("SELECT forebild_now(%s)", [edition.pk if edition else None])


def database_now() -> datetime:
    """The database's wall clock at this moment (`clock_timestamp()`, not the transaction's start)."""
    return _read("SELECT clock_timestamp()", [])


def _read(statement: str, arguments: list[int | None]) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        now: datetime = cursor.fetchone()[0]
    return now
