"""A test that a promise to the public rests on is never skipped: a run in which it is, fails.

`docs/promises.md` pairs the sentences of the page of promises with such tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "promises.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def pairs() -> list[tuple[str, list[str]]]:
    """Each sentence of the document, with the tests that show it, as `file::function`."""
    rows = re.findall(r"^\| (?!-|sentence)(.+?) \| (.+) \|$", DOCUMENT.read_text("utf-8"), re.M)
    return [(sentence, ["::".join(t) for t in TEST.findall(tests)]) for sentence, tests in rows]


PROMISED = {test for _, tests in pairs() for test in tests}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    report = yield
    if report.skipped and re.split(r"[[@]", item.nodeid)[0] in PROMISED:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} shows a promise to the public, so it may not be skipped."
    return report
