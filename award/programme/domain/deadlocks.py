"""Two acts that each hold what the other waits for: the database gives one up, and it is done again.

The order of locks (`docs/architecture.md`) keeps them from happening; this is for what it missed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import sleep
from typing import ParamSpec, TypeVar

import structlog
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger(__name__)
# Seconds. What was given up at once may meet the same act again: its lock is free before the other wakes.
PAUSES = (0.05, 0.3)


def again_after_deadlock(verb: Callable[P, T]) -> Callable[P, T]:
    """Do the verb again, from its beginning and twice at most, when its transaction was the one given up.

    For verbs that are one transaction, read what they change anew, and touch nothing but the database. Inside
    a larger transaction nothing is repeated: that one is lost as a whole, and its own verb may be.
    """

    @wraps(verb)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return verb(*args, **kwargs)
        for pause in PAUSES:
            try:
                return verb(*args, **kwargs)
            except OperationalError as error:
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
                log.warning("deadlock.done_again", verb=f"{verb.__module__}.{verb.__qualname__}")
                sleep(pause)
        return verb(*args, **kwargs)

    return carried_out
