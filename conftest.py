"""What every test run loads, wherever it starts: its servers, before Django reads its settings."""

import pytest

from tests.servers import start_servers, stop_servers

start_servers()

pytest_plugins = ["tests.flushing"]


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    stop_servers()
