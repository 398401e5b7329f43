"""What is made once for all tests of a module: slow to make, and left as it was by each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker) -> Callable[[], AbstractContextManager[None]]:
    """Taken back after the module's last test; each test takes its own back before.

    A module that uses it stays in one process (`xdist_group`), and its tests are `one_transaction`.
    """

    @contextmanager
    def open_transaction() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return open_transaction
