"""How long is left, as figures."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from award.programme.domain.countdown import time_left

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "figures"),
    [
        (timedelta(days=8, hours=12, minutes=40), [(8, "dagar"), (12, "timmar")]),
        (timedelta(days=1, hours=1, minutes=1), [(1, "dag"), (1, "timme"), (1, "minut")]),
        (timedelta(hours=3, minutes=2), [(3, "timmar"), (2, "minuter")]),
        (timedelta(seconds=59), [(0, "timmar"), (0, "minuter")]),
        (timedelta(0), []),
        (timedelta(days=-1), []),
    ],
)
def test_time_left_has_the_figures_that_say_it(left, figures):
    with translation.override("sv"):
        assert list(time_left(NOW, NOW + left)) == figures
