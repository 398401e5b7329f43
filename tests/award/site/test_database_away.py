"""A database that is away is told of in our own look, to developers too."""

import pytest
from django.db import OperationalError
from django.test import Client
from psycopg.errors import DiskFull

from tests.reading import squeezed

ADDRESS = "/arets-it-kvinna/"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def failing(monkeypatch):
    """Has the pages of an award raise what the test gives."""

    def fail(error):
        def raise_it(*args, **kwargs):
            raise error

        monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", raise_it)
        monkeypatch.setattr("django.db.models.query.QuerySet.get", raise_it)

    return fail


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("error", [OperationalError("gone"), OperationalError(DiskFull("full"))])
def test_visitor_is_told_that_it_is_not_her_fault(visitor, failing, settings, debug, error):
    settings.DEBUG = debug
    failing(error)

    answer = visitor.get(ADDRESS)

    assert "<h1>Något gick fel hos oss</h1>" in squeezed(answer.text)
    assert "du har fått kvitto på finns kvar" in answer.text
    assert "OperationalError" not in answer.text


def test_machine_is_told_to_come_back(visitor, failing):
    failing(OperationalError("gone"))

    answer = visitor.get(ADDRESS)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_fault_of_our_own_is_no_such_case(visitor, failing):
    failing(ZeroDivisionError("ours"))

    answer = visitor.get(ADDRESS)

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers


def test_developer_sees_the_trace_of_a_fault_of_our_own(visitor, failing, settings):
    settings.DEBUG = True
    failing(ZeroDivisionError("ours"))

    answer = visitor.get(ADDRESS)

    assert answer.status_code == 500
    assert "ZeroDivisionError" in answer.text
