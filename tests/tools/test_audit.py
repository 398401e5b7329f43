"""A report in which nothing was looked up is no clean report."""

from __future__ import annotations

import pytest

from tools import audit

LOOKED_UP = {"name": "django", "version": "5.2.19", "vulns": []}
FAULTY = {
    "name": "pillow",
    "version": "11.0.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["11.0.1", "12.0.0"]}],
}
UNMENDED = {
    "name": "amqp",
    "version": "5.4.2",
    "vulns": [{"id": "PYSEC-2026-2", "fix_versions": []}],
}
SKIPPED = {"name": "celery", "skip_reason": "could not be audited"}


def test_list_that_was_looked_up_and_has_no_fault_is_clean():
    found = audit.findings({"dependencies": [LOOKED_UP]})

    assert found.is_clean
    assert audit.summary("base.txt", found) == "base.txt: 1 packages looked up, 0 known faults"


@pytest.mark.parametrize("report", [{}, {"dependencies": []}, {"dependencies": [SKIPPED]}])
def test_list_of_which_nothing_was_looked_up_is_not_clean(report):
    found = audit.findings(report)

    assert not found.is_clean
    assert "NOTHING was checked" in audit.summary("base.txt", found)


def test_package_that_was_not_looked_up_is_named():
    found = audit.findings({"dependencies": [LOOKED_UP, SKIPPED]})

    assert not found.is_clean
    assert audit.summary("base.txt", found).endswith("NOT looked up: celery")


def test_fault_is_told_with_the_versions_that_mend_it():
    found = audit.findings({"dependencies": [FAULTY, UNMENDED]})

    assert not found.is_clean
    assert found.faults == [
        "pillow 11.0.0: PYSEC-2026-1 (mended in 11.0.1, 12.0.0)",
        "amqp 5.4.2: PYSEC-2026-2 (mended in no version yet)",
    ]


def test_program_that_could_not_run_is_a_failure(tmp_path, capsys):
    """This environment has no pip-audit: as when it breaks, nothing was looked up."""
    lock = tmp_path / "base.txt"
    lock.write_text("django==5.2.19\n")

    code = audit.main([lock])

    assert code == 1
    assert "base.txt: NOTHING was checked" in capsys.readouterr().out


def test_no_list_at_all_is_a_failure():
    assert audit.main([]) == 1
