"""What every test run loads, wherever it starts; its servers start in `tests.starting`."""

pytest_plugins = [
    "tests.flushing",
    "tests.nightly",
    "tests.once",
    "tests.ordering",
    "tests.promised",
]
