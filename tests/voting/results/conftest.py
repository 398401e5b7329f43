"""Results that wait for people."""

import pytest

from tests.voting.results.playing import counted


@pytest.fixture
def tied():
    """Anna and Berit share the first place, and the rule book's list does not part them."""
    return counted("single", {"anna": 2, "berit": 2}, ties=("first_places",))
