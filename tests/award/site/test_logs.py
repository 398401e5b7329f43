"""Logs hold no personal data."""

import subprocess
import sys

import pytest

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


@pytest.mark.parametrize("kind", ["json", "lines"])
def test_fault_is_logged_with_its_trace_and_without_the_values_in_it(kind):
    done = subprocess.run([sys.executable, "-c", FAULT, kind], capture_output=True, text=True)

    assert "mail.failed" in done.stderr
    assert "ZeroDivisionError" in done.stderr
    assert "in deliver" in done.stderr
    assert "somebody@example.org" not in done.stderr
