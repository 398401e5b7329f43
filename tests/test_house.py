"""No module grows too long to be read at a sitting, and no test leans on another test's module."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
# One file by design: whoever recounts reads it whole, and runs it without anything of ours.
WHOLE = "voting/results/recount/recount.py"
HOUSE = ("award", "nominations", "voting")


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def too_long(paths: list[Path]) -> list[str]:
    return [name_of(p) for p in paths if len(p.read_text("utf-8").splitlines()) > LONGEST]


def imported(path: Path) -> set[str]:
    """Every module, and every name out of one, that the file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module or ''}.{alias.name}" for alias in node.names}
    return found


def leans_on_a_test(name: str) -> bool:
    return any(part.startswith("test_") for part in name.split("."))


def test_only_the_program_that_recounts_is_longer_than_a_module_may_be():
    assert too_long(modules(*HOUSE)) == [WHOLE]


def test_no_module_of_tests_is_longer_than_a_module_may_be():
    assert too_long(modules("tests")) == []


def test_no_module_of_tests_takes_anything_from_another():
    leaning = {
        name_of(path): sorted(filter(leans_on_a_test, imported(path))) for path in modules("tests")
    }

    assert {path: names for path, names in leaning.items() if names} == {}


@pytest.mark.parametrize(
    ("statement", "leans"),
    [
        ("from tests.browser.test_year import sign_in", True),
        ("from tests.browser import test_year", True),
        ("import tests.browser.test_year", True),
        ("from .test_year import sign_in", True),
        ("from . import test_year", True),
        ("from tests.browser.acting import sign_in", False),
        ("from django.test import Client", False),
    ],
)
def test_leaning_is_seen_however_it_is_written(tmp_path, statement, leans):
    module = tmp_path / "test_leaning.py"
    module.write_text(statement, "utf-8")

    assert any(map(leans_on_a_test, imported(module))) is leans
