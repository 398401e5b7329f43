from fractions import Fraction as F

import pytest

from voting.count.combination import Group, combine
from voting.count.lots import commitment, draw


def groups(jury, public, weights=(1, 1)):
    return [Group("jury", F(weights[0]), jury), Group("public", F(weights[1]), public)]


def order(combined):
    return [p.candidates for p in combined.placements]


JURY = {"a": F(4), "b": F(3), "c": F(3)}
PUBLIC = {"a": F(10), "b": F(60), "c": F(30)}


def test_shares_are_of_each_sides_own_total():
    found = combine(groups(JURY, PUBLIC), rule="shares")

    assert found.scores == {
        "a": F(4, 20) + F(10, 200),
        "b": F(3, 20) + F(60, 200),
        "c": F(3, 20) + F(30, 200),
    }
    assert order(found) == [("b",), ("c",), ("a",)]


def test_weights_are_parts():
    assert combine(groups(JURY, PUBLIC, (1, 3)), rule="shares").scores["a"] == F(1, 10) + F(3, 40)
    assert order(combine(groups(JURY, PUBLIC, (1, 0)), rule="shares"))[0] == ("a",)


def test_places_take_the_mean_of_shared_places():
    found = combine(groups(JURY, PUBLIC), rule="places")

    assert found.scores == {"a": -F(2), "b": -F(7, 4), "c": -F(9, 4)}


def test_points_follow_the_scale():
    found = combine(groups(JURY, PUBLIC), rule="points")

    assert found.scores == {"a": F(10), "b": F(9, 2) + 6, "c": F(9, 2) + 5}


def test_zscores_are_deviations_from_the_sides_own_mean():
    found = combine(groups({"a": F(3), "b": F(1)}, {"a": F(0), "b": F(1)}), rule="zscores")

    assert found.scores == {"a": F(0), "b": F(0)}


def test_public_decides_alone_among_the_shortlist():
    assert order(combine(groups(JURY, PUBLIC), rule="public_among_shortlist")) == [
        ("b",),
        ("c",),
        ("a",),
    ]


def test_veto_puts_last_whom_one_side_gave_nothing():
    found = combine(groups({"a": F(4), "b": F(0), "c": F(1)}, PUBLIC), rule="veto")

    assert order(found) == [("a",), ("c",), ("b",)]


def test_side_that_nobody_voted_in_does_not_count():
    found = combine(groups(JURY, dict.fromkeys("abc", F(0))), rule="shares")

    assert found.scores["a"] == F(4, 10)


def test_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="not a way to combine"):
        combine(groups(JURY, PUBLIC), rule="mood")


EVEN = ({"a": F(2), "b": F(1)}, {"a": F(1), "b": F(2)})


def test_tie_stays_without_a_rule():
    assert order(combine(groups(*EVEN), rule="shares")) == [("a", "b")]


@pytest.mark.parametrize(("rule", "winner"), [("jury", "a"), ("public", "b")])
def test_tie_goes_to_the_side_that_the_rules_name_first(rule, winner):
    found = combine(groups(*EVEN), rule="shares", tie_rules=[rule, "lot"], seed=b"x")

    assert order(found)[0] == (winner,)
    assert found.notes == (f"{rule}: {winner} > {'b' if winner == 'a' else 'a'}",)


def test_tie_that_no_side_breaks_goes_to_the_lot():
    even = {"a": F(1), "b": F(1)}

    found = combine(groups(even, even), rule="shares", tie_rules=["jury", "lot"], seed=b"x")

    assert order(found) == [(n,) for n in draw(b"x", ["a", "b"])]


def test_three_tied_are_split_by_the_first_rule_and_the_rest_by_the_next():
    jury = {"a": F(2), "b": F(2), "c": F(2), "d": F(0)}
    public = {"a": F(5), "b": F(5), "c": F(5), "d": F(9)}

    found = combine(
        groups(jury, public, (1, 0)), rule="shares", tie_rules=["public", "lot"], seed=b"s"
    )

    assert [n for (n,) in order(found)] == [*draw(b"s", ["a", "b", "c"]), "d"]


def test_lot_can_be_repeated_and_depends_on_the_seed():
    names = [f"n{i}" for i in range(20)]

    assert draw(b"one", names) == draw(b"one", names[::-1])
    assert draw(b"one", names) != draw(b"two", names)
    assert sorted(draw(b"one", names)) == sorted(names)


def test_commitment_is_the_sha256_of_the_seed():
    assert commitment(b"abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
