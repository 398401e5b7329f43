"""The days of a first year, proposed backwards from the result."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from award.desk.domain.first_year import LEAST, SHAPES, propose_days

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2027, 1, 4, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.slug)
@pytest.mark.parametrize(
    "ahead", [LEAST, timedelta(days=30), timedelta(days=75), timedelta(days=300)]
)
def test_days_come_one_after_the_other_and_none_has_passed(shape, ahead):
    days = propose_days(shape, NOW + ahead, now=NOW)

    moments = list(days.values())
    assert moments == sorted(moments)
    assert moments[0] > NOW
    for kind in shape.weeks:
        assert days[f"{kind}_closes_at"] - days[f"{kind}_opens_at"] >= timedelta(days=2)


def test_with_room_enough_it_is_the_weekday_of_the_result_at_noon():
    gala = datetime(2027, 11, 25, 19, 0, tzinfo=ZONE)

    days = propose_days(SHAPES[0], gala, now=NOW)

    assert days["announce_at"] == gala
    assert days["vote_closes_at"] == datetime(2027, 11, 18, 12, 0, tzinfo=ZONE)
    assert days["nomination_opens_at"] == datetime(2027, 9, 9, 12, 0, tzinfo=ZONE)
    assert {day.weekday() for day in days.values()} == {3}


def test_over_the_change_of_the_clocks_noon_is_noon():
    days = propose_days(SHAPES[0], datetime(2027, 11, 25, 19, 0, tzinfo=ZONE), now=NOW)

    assert {(name, day.hour) for name, day in days.items() if name != "announce_at"} == {
        (name, 12) for name in days if name != "announce_at"
    }


def test_too_soon_is_refused():
    with pytest.raises(ValueError, match="too soon"):
        propose_days(SHAPES[0], NOW + LEAST - timedelta(minutes=1), now=NOW)
