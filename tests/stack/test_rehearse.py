"""`manage.py rehearse` as a volunteer's first command: on a fresh clone, before any `make up`."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.stack.running import ROOT, environment

pytestmark = [pytest.mark.storm, pytest.mark.xdist_group("up")]


@pytest.fixture
def var():
    """A folder in which nothing has ever been started."""
    folder = Path("/tmp") / f"fb-rehearse-{time.monotonic_ns()}"
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def rehearse(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "rehearse", *arguments],
        cwd=ROOT, env=environment(var), capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def test_rehearse_as_a_volunteer_first_does(var):
    """Served by the role that may alter nothing, as everything is."""
    done = rehearse(var, "--nominations", "8", "--jurors", "5", "--voters", "6")

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert " won The rehearsal prize 1." in done.stdout
    assert "the result is public" in done.stdout


@pytest.mark.nightly
def test_rehearse_makes_its_own_tables_and_says_what_nobody_decided(var):
    """It answered "relation does not exist"; and two jurors and one voter made a winner by lot."""
    small = ("--seed", "7", "--nominations", "4", "--jurors", "2", "--voters", "1")

    first, second = rehearse(var, *small), rehearse(var, *small)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "Traceback" not in first.stdout + first.stderr
    assert "is undecided" in first.stdout
    assert result_in(second) == result_in(first)


def result_in(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The printed figures, without the seconds that the acts took and the year's own number."""
    lines = [re.sub(r"prize \d+", "prize", line) for line in done.stdout.splitlines()]
    start = next(n for n, line in enumerate(lines) if "finalist" in line)
    return lines[start:-1]
