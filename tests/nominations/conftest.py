from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """A request for an English page leaves its language behind in the thread of the test."""
    with translation.override("sv"):
        yield
