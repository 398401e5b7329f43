"""Orders in which nobody is favoured."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from award.programme.domain.turns import NUMBERS, by_the_hour, orders, turned

SIZES = range(1, 61)
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def every_order(size):
    return [turned(range(size), number) for number in range(orders(size))]


@pytest.mark.parametrize("size", SIZES)
def test_each_stands_in_each_place_equally_often(size):
    stood = Counter((who, place) for order in every_order(size) for place, who in enumerate(order))

    assert stood == {
        (who, place): orders(size) // size for who in range(size) for place in range(size)
    }


@pytest.mark.parametrize("size", SIZES)
def test_each_comes_directly_after_each_other_equally_often(size):
    met = Counter(pair for order in every_order(size) for pair in pairwise(order))

    assert len(met) == size * (size - 1)
    assert len(set(met.values())) <= 1


@given(st.lists(st.integers(), max_size=60), st.integers(-(10**9), 10**9))
def test_an_order_has_the_same_people_whatever_its_number(those, number):
    assert Counter(turned(those, number)) == Counter(those)


@given(st.integers(1, 60), st.integers(-(10**9), 10**9))
def test_orders_come_again_when_all_have_been(size, number):
    those = list(range(size))

    assert turned(those, number) == turned(those, number + orders(size))


@pytest.mark.parametrize("size", range(1, 17))
def test_a_number_that_is_drawn_favours_no_order(size):
    assert NUMBERS % orders(size) == 0


@given(st.integers(0, 3599))
def test_within_an_hour_everybody_meets_the_same_order(seconds):
    assert by_the_hour(NOON + timedelta(seconds=seconds)) == by_the_hour(NOON)


@pytest.mark.parametrize("size", [2, 5, 12, 60])
def test_in_as_many_hours_as_there_are_orders_each_comes_first_equally_often(size):
    hours = [NOON + timedelta(hours=n) for n in range(orders(size))]

    first = Counter(turned(range(size), by_the_hour(hour))[0] for hour in hours)

    assert first == dict.fromkeys(range(size), orders(size) // size)
