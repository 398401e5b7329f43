"""Loaded by `-p tests.starting`, before pytest-django reads the settings: starts the servers."""

from __future__ import annotations

import pytest

from tests.servers import start_servers, stop_servers

start_servers()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    stop_servers()
