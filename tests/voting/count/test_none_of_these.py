from fractions import Fraction as F

import pytest

from voting.count.notation import BallotError
from voting.count.outcome import CountRound
from voting.count.registry import count

NONE = "none"


def placed(method, ballots, **options):
    found = count(method, ballots.items(), none=NONE, **options)
    return [p.candidates for p in found.placements]


STOPPED = {"a": 5, "b>none": 4, "none": 2}


def test_winner_whom_more_ballots_put_below_none_does_not_win():
    """none leaves first and a has 5 of the 9 that are left; but 6 of 11 prefer none to her."""
    found = count("irv", STOPPED.items(), none=NONE)

    assert [p.candidates for p in found.placements] == [(NONE,), ("a",), ("b",)]
    last = found.rounds[-1]
    assert {n: int(t) for n, t in last.tallies.items()} == {"a": 5, "none": 6}
    assert (last.eliminated, last.elected) == (("a",), (NONE,))
    assert all("a" not in r.elected for r in found.rounds)


def test_winner_preferred_to_none_wins_and_the_comparison_is_told():
    ballots = {"a>none": 5, "b>none>a": 3, "none>b": 1}

    found = count("irv", ballots.items(), none=NONE)

    assert found.placements[0].candidates == ("a",)
    assert found.rounds[-1].note == "run-off against none of these"


def test_as_many_for_none_as_for_the_winner_is_not_enough():
    assert placed("irv", STOPPED | {"a": 6}) == [("a",), ("b",), (NONE,)]


def test_winner_tied_with_none_comes_before_it():
    assert placed("single", {"a": 2, "none": 2, "b": 1}) == [("a",), (NONE,), ("b",)]


def test_none_far_down_stays_where_it_is():
    assert placed("single", {"a": 5, "b": 3, "c": 1, "none": 1}) == [("a",), ("b",), ("c", NONE)]


def test_candidate_is_not_recognised_by_its_name():
    found = count("irv", STOPPED.items())

    assert found.placements[0].candidates == ("a",)


def test_ballot_that_names_only_one_of_the_two_prefers_that_one():
    assert placed("schulze", {"a": 2, "none": 3, "b>a": 2})[0] == ("a",)
    assert placed("approval", {"a": 4, "none": 3})[0] == ("a",)


def test_every_seat_is_compared():
    """b takes the second place, but more ballots prefer none to her."""
    ballots = {"a>none": 6, "b>a>none": 3, "a>none>b": 1}

    found = count("borda", ballots.items(), seats=2, none=NONE)

    assert [p.candidates for p in found.placements] == [("a",), (NONE,), ("b",)]
    assert found.rounds[0].elected == ("a", NONE)


def test_nobody_after_none_is_elected():
    found = count("irv", {"none>a": 5, "a>b": 3, "b": 2}.items(), seats=2, none=NONE)

    assert found.placements[0].candidates == (NONE,)
    assert {n for r in found.rounds for n in r.elected} == {NONE}


def test_none_must_have_stood():
    with pytest.raises(BallotError, match="not a candidate: none"):
        count("single", [("a", 1)], none=NONE)


@pytest.mark.parametrize("method", ["points", "score", "star"])
def test_scores_are_compared(method):
    ballots = {"a:5+none:4": 1, "none:1": 2, "a:0+none:1": 1}

    assert placed(method, ballots)[0] == (NONE,)


@pytest.mark.parametrize(
    ("method", "ballots"),
    [
        ("approval", {"a": 3, "none": 1, "a+none": 4, "b": 2, "": 1}),
        ("score", {"a:5+none:4": 3, "none:1": 1, "a:2+none:2": 4, "b:1": 2, "a:0+none:0": 1}),
        ("schulze", {"a>none": 3, "none": 1, "a=none": 4, "b": 2, "": 1}),
    ],
)
def test_ballot_that_holds_both_equal_is_for_neither(method, ballots):
    found = count(method, ballots.items(), none=NONE)

    assert found.rounds[-1].tallies == {"a": 3, "none": 1}


def test_run_offs_are_told_one_by_one():
    """a passes; b, for the second place, does not; whoever is stopped is told as eliminated."""
    found = count("borda", {"a>none>b": 4, "b>a>none": 3}.items(), seats=2, none=NONE)

    assert found.rounds[1:] == (
        CountRound({"a": F(7), NONE: F(0)}, (), (), "run-off against none of these"),
        CountRound({"b": F(3), NONE: F(4)}, ("b",), (NONE,), "run-off: none of these is preferred"),
    )
