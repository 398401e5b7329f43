"""Acting as the role that serves, in tests whose changes are committed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from award.log.domain.parting import acting_as, grant_to
from award.stack.postgres import SERVING


@contextmanager
def as_serving() -> Iterator[None]:
    """What it may do is granted as `migrate` does it. Not in the middle of a transaction."""
    grant_to(SERVING)
    with acting_as({**connection.settings_dict, "USER": SERVING, "PASSWORD": ""}):
        yield
