"""Orders and places from tallies."""

from fractions import Fraction as F

import pytest

from voting.count.outcome import Placement, elected, levels, rank


def test_candidates_fall_with_their_tallies_and_equals_stand_together():
    tallies = {"c": F(1, 2), "b": F(2, 3), "a": F(3, 6), "d": F(0)}

    assert levels(tallies) == [["b"], ["a", "c"], ["d"]]


@pytest.mark.parametrize("unit", [1, 3, 10**30])
def test_tallies_that_differ_by_the_least_are_not_equal(unit):
    """No floating point: it can not tell 10**20 from 10**20 + 1."""
    tallies = {"a": F(10**20, unit), "b": F(10**20 + 1, unit), "c": F(10**20, unit)}

    assert levels(tallies) == [["b"], ["a", "c"]]


def test_equal_tallies_share_a_place_and_the_next_one_is_skipped():
    tallies = {"a": F(2), "b": F(3), "c": F(2), "d": F(1)}

    assert rank(tallies) == (
        Placement(1, ("b",)),
        Placement(2, ("a", "c")),
        Placement(4, ("d",)),
    )


def test_nobody_of_those_who_tie_over_the_last_seat_is_elected():
    placements = rank({"a": F(2), "b": F(3), "c": F(2)})

    assert [elected(placements, seats) for seats in (1, 2, 3)] == [("b",), ("b",), ("b", "a", "c")]


def test_no_tallies_are_no_places():
    assert (levels({}), rank({})) == ([], ())
