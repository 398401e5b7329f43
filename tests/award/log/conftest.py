"""The role that serves, on the tests' own database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from award.log.domain.parting import grant_to
from award.stack.postgres import SERVING


@pytest.fixture(scope="module")
def serving_role(django_db_setup, django_db_blocker) -> dict[str, Any]:
    """As in DATABASES; what it may do is granted as `migrate` does it."""
    with django_db_blocker.unblock():
        grant_to(SERVING)
        return {**connection.settings_dict, "USER": SERVING, "PASSWORD": ""}


@pytest.fixture(scope="module")
def serving(serving_role) -> Iterator[psycopg.Connection]:
    """A connection of that role."""
    with psycopg.connect(
        host=serving_role["HOST"], dbname=serving_role["NAME"], user=SERVING, autocommit=True
    ) as connected:
        yield connected
