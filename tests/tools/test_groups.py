"""What is made once for a group of tests is made once: they run in one process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GROUP = """
import os, pytest

@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(12))
def test_where(number):
    with open({told!r}, "a") as told:
        print(os.environ["PYTEST_XDIST_WORKER"], file=told)
"""


def test_tests_of_a_group_run_in_one_process(tmp_path: Path):
    """A new pytest had let them go apart, without a word: three platforms were started at once."""
    told = tmp_path / "told"
    (tmp_path / "test_group.py").write_text(GROUP.format(told=str(told)))

    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-p", "no:django", "."],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip

    processes = told.read_text().split()
    assert len(processes) == 12
    assert len(set(processes)) == 1
