"""Logs hold no personal data, and each event is one line that says when it was."""

import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.test import Client

from award.site import middleware
from award.site.logs import without_details
from tests.factories import make_edition, make_person

FAULT = """
import sys, structlog
from award.site.logs import configure_logs

configure_logs(as_json=sys.argv[1] == "json", level="INFO")

def deliver(address):
    raise ZeroDivisionError

try:
    deliver("somebody@" + "example.org")
except ZeroDivisionError:
    structlog.get_logger().exception("mail.failed", attempt=3)
"""
OTHERS = """
import logging
from award.site.logs import configure_logs

configure_logs(as_json=True, level="INFO")
logging.getLogger("celery.worker").warning("ready\\nERROR forged")
logging.getLogger("django.request").warning("Not Found: /svar/a-key/")
try:
    raise ValueError("rows\\nDETAIL:  Failing row contains (7, eva@example.org).")
except ValueError:
    logging.getLogger("django.request").exception("Internal Server Error")
"""
CAUSED = """Traceback (most recent call last):
psycopg.errors.CheckViolation: new row violates "a"
DETAIL:  Failing row contains (7, eva@example.org, Two

lines).

The above exception was the direct cause of the following exception:

django.db.utils.IntegrityError: new row violates "a"
DETAIL:  Failing row contains (7, eva@example.org)."""


def lines(program: str, *words: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True)
    return done.stderr.splitlines()


@pytest.mark.parametrize("kind", ["json", "lines"])
def test_fault_is_logged_with_its_trace_and_without_the_values_in_it(kind):
    said = "\n".join(lines(FAULT, kind))

    assert "mail.failed" in said
    assert "ZeroDivisionError" in said
    assert "in deliver" in said
    assert "somebody@example.org" not in said


def test_what_others_say_is_one_line_of_the_same_kind():
    ready, fault = map(json.loads, lines(OTHERS))

    assert (ready["event"], ready["logger"], ready["level"]) == (
        "ready\nERROR forged",
        "celery.worker",
        "warning",
    )
    assert datetime.fromisoformat(ready["timestamp"]).utcoffset() == timedelta()
    assert (fault["event"], fault["level"]) == ("Internal Server Error", "error")


def test_an_address_that_is_not_there_is_written_nowhere():
    assert "a-key" not in "\n".join(lines(OTHERS))


def test_a_row_that_the_database_refused_is_written_nowhere():
    said = "\n".join(lines(OTHERS))

    assert "ValueError: rows" in said
    assert "eva@example.org" not in said


def test_of_an_error_and_its_cause_both_lose_the_row():
    kept = without_details(None, "", {"exception": CAUSED})["exception"]

    assert "eva@" not in kept
    assert "lines)" not in kept
    assert kept.count('new row violates "a"') == 2
    assert "direct cause" in kept


def test_an_event_without_a_fault_stays_as_it_is():
    assert without_details(None, "", {"event": "x"}) == {"event": "x"}


@pytest.fixture
def noted(monkeypatch) -> list[tuple[str, dict]]:
    found: list[tuple[str, dict]] = []

    class Log:
        def warning(self, event: str, **said: object) -> None:
            found.append((event, said))

    monkeypatch.setattr(middleware, "log", Log())
    return found


@pytest.mark.django_db
def test_what_somebody_was_refused_is_noted_with_who_and_what(noted):
    edition, client, person = make_edition(), Client(), make_person()
    client.force_login(person)

    client.get(f"/desk/{edition.award.slug}/{edition.year}/deltagare/")
    client.get(f"/desk/{edition.award.slug}/{edition.year}/")

    assert noted == [
        ("access.refused", {"person": str(person.pk), "page": "desk_edition", "status": 404})
    ]


@pytest.mark.django_db
def test_a_stranger_and_a_page_that_is_shown_leave_no_line(noted):
    client = Client()
    client.get("/desk/")
    client.force_login(make_person())
    client.get("/desk/")

    assert noted == []
