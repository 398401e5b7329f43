"""What is marked `nightly` is too slow for every change: `make nightly` runs it, and whoever names it with `-m nightly`."""

from __future__ import annotations

import os

import pytest

NIGHT = "FOREBILD_NIGHTLY" in os.environ


def examples(by_day: int, by_night: int) -> int:
    """How many of them a test that makes them up goes through."""
    return by_night if NIGHT else by_day


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if NIGHT or "nightly" in config.getoption("markexpr"):
        return
    left = [item for item in items if item.get_closest_marker("nightly")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("nightly")]
