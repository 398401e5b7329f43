"""The table of requirements is whole, and what it says shows them is there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
# OWASP ASVS 5.0.0 has so many requirements of these levels.
LEVELS = {"1": 70, "2": 183}
VERDICTS = {"met", "not met", "not applicable"}


def test_every_requirement_of_two_levels_has_one_line():
    assert Counter(row["level"] for row in ROWS) == LEVELS
    assert len({row["requirement"] for row in ROWS}) == len(ROWS)


def test_each_has_a_verdict_and_what_shows_it_or_why_not():
    assert {row["verdict"] for row in ROWS} == VERDICTS
    assert [r["requirement"] for r in ROWS if r["verdict"] == "met" and not r["shown by"]] == []
    assert [r["requirement"] for r in ROWS if r["verdict"] != "met" and not r["note"]] == []


@pytest.mark.parametrize("shown", sorted({
    name
    for row in ROWS
    for name in [row["shown by"], *re.findall(r"tests/\S+\.py(?:::\w+)?", row["note"])]
    if name
}))  # fmt: skip
def test_what_shows_it_is_there(shown):
    path, _, function = shown.partition("::")

    assert (ROOT / path).exists()
    assert not function or f"def {function}(" in (ROOT / path).read_text("utf-8")


def test_the_page_leads_to_tests_and_files_that_are_there():
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`((?:tests|award|voting|nominations|docs)/[\w./]+)`", page)

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
