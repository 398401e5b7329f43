"""What every test run loads, wherever it starts."""

pytest_plugins = ["tests.flushing"]
