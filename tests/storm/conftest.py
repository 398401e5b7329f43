"""A broker, a mail server and processes of a test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from award.stack.ports import free_port
from award.stack.valkey import Valkey
from tests.award.conftest import Postbox, postbox  # noqa: F401 - a fixture
from tests.storm.processes import Processes, environment


@pytest.fixture
def broker(tmp_path) -> Iterator[Valkey]:
    server = Valkey(tmp_path / "valkey", log=tmp_path / "valkey.log", port=free_port(), keep=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def processes(broker: Valkey, postbox: Postbox, tmp_path) -> Iterator[Processes]:  # noqa: F811
    found = Processes(tmp_path, environment(broker.url))
    yield found
    found.kill_all()
