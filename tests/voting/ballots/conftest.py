from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture
def en() -> Iterator[None]:
    """Words in English, outside of any request."""
    with translation.override("en"):
        yield
