from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.count import comparable
from voting.count.combination import RULES, Group, combine, first_places
from voting.count.lots import commitment, draw
from voting.count.roots import standard_scores


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


def test_more_first_places_are_counted_by_weight():
    jury = Group("jury", F(2), {"a": F(5), "b": F(1)})
    public = Group("public", F(1), {"a": F(1), "b": F(9)})
    press = Group("press", F(1), {"a": F(1), "b": F(1)})

    assert first_places([jury, public, press]) == {"a": F(5, 2), "b": F(3, 2)}


def test_first_places_that_are_told_are_taken_as_told():
    """A method that knows the ballots counts them by voter, not by group."""
    groups = [
        Group("jury", F(1), {"a": F(3), "b": F(1)}),
        Group("public", F(1), {"a": F(1), "b": F(3)}),
    ]
    told = {"first_places": {"a": F(4), "b": F(7)}}

    found = combine(groups, rule="sums", tie_rules=["first_places"], figures=told)

    assert found.notes == ("first_places: b > a",)


def test_first_places_break_a_tie():
    groups = [
        Group("jury", F(1), {"a": F(3), "b": F(2), "c": F(0)}),
        Group("public", F(1), {"a": F(0), "b": F(1), "c": F(3)}),
        Group("press", F(1), {"a": F(2), "b": F(2), "c": F(2)}),
    ]

    found = combine(groups, rule="sums", tie_rules=["first_places"])

    assert order(found) == [("a", "c"), ("b",)]
    assert found.notes == ("first_places: a=c > b",)


def test_figures_of_an_earlier_round_break_a_tie():
    earlier = {"a": F(1), "b": F(2)}

    found = combine(
        groups(*EVEN), rule="shares", tie_rules=["earlier"], figures={"earlier": earlier}
    )

    assert order(found) == [("b",), ("a",)]


def test_rule_without_figures_splits_nothing():
    found = combine(groups(*EVEN), rule="shares", tie_rules=["earlier", "lot"])

    assert (order(found), found.notes) == ([("a", "b")], ())


def test_unknown_rule_for_ties_is_refused():
    with pytest.raises(ValueError, match="not a rule for ties: mood"):
        combine(groups(*EVEN), rule="shares", tie_rules=["mood"])


def test_several_groups_of_voters_each_weigh():
    members = Group("members", F(1), {"a": F(1), "b": F(3)})

    found = combine([*groups(JURY, PUBLIC, (1, 2)), members], rule="shares")

    assert found.scores["b"] == F(3, 10) / 4 + F(6, 10) / 2 + F(3, 4) / 4


def test_shares_of_figures_below_zero_are_refused():
    with pytest.raises(ValueError, match="use places, points or zscores"):
        combine(groups({"a": F(-1), "b": F(2)}, PUBLIC), rule="shares")


def test_sums_add_figures_as_they_are():
    found = combine(groups({"a": F(-1), "b": F(2)}, {"a": F(4), "b": F(0)}), rule="sums")

    assert found.scores == {"a": F(3, 2), "b": F(1)}


def test_points_beyond_the_scale_are_nothing():
    names = [f"n{i:02}" for i in range(12)]
    side = {name: F(100 - i) for i, name in enumerate(names)}

    found = combine([Group("jury", F(1), side)], rule="points")

    assert list(found.scores.values()) == [12, 10, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]


def test_points_on_another_scale():
    found = combine(groups(JURY, PUBLIC), rule="points", scale=[F(3), F(1)])

    assert found.scores == {"a": F(3, 2), "b": F(1, 4) + F(3, 2), "c": F(1, 4) + F(1, 2)}


def test_equals_on_the_edge_of_the_scale_share_its_last_points():
    found = combine([Group("jury", F(1), dict.fromkeys("abc", F(1)))], rule="points", scale=[F(3)])

    assert found.scores == dict.fromkeys("abc", F(1))


def test_zscores_weigh_sides_by_their_standard_deviation():
    jury = {"a": F(1), "b": F(2), "c": F(6)}

    found = combine([Group("jury", F(1), jury)], rule="zscores")

    assert found.scores == standard_scores(jury)


def test_public_cannot_choose_whom_the_jury_did_not_put_forward():
    found = combine(groups({"a": F(1), "c": F(2)}, PUBLIC), rule="public_among_shortlist")

    assert order(found) == [("c",), ("a",), ("b",)]


def test_whom_the_jury_put_last_is_put_forward_as_well():
    """By Borda the last has nothing: with 90 of 100 votes among the finalists she wins."""
    jury = {"a": F(2), "b": F(1), "c": F(0)}

    found = combine(groups(jury, {"a": F(6), "b": F(4), "c": F(90)}), rule="public_among_shortlist")

    assert order(found) == [("c",), ("a",), ("b",)]


def test_severity_does_not_matter_where_the_public_decides():
    jury = {"a": F(-1), "b": F(2)}

    found = combine(groups(jury, {"a": F(9), "b": F(1)}), rule="public_among_shortlist")

    assert order(found) == [("a",), ("b",)]


def test_older_rule_books_put_forward_whom_the_jury_gave_more_than_nothing():
    found = combine(
        groups({"a": F(1), "b": F(0), "c": F(2)}, PUBLIC),
        rule="public_among_shortlist",
        put_forward="above_nought",
    )

    assert order(found) == [("c",), ("a",), ("b",)]


@pytest.mark.parametrize("ties", [(), ("public", "lot")])
def test_all_the_votes_do_not_lift_whom_the_jury_passed_over(ties):
    """She has a whole share less a whole, as much as those who have none: yet she comes last."""
    found = combine(
        groups({"a": F(1), "b": F(0)}, {"a": F(0), "b": F(9)}),
        rule="public_among_shortlist",
        tie_rules=ties,
        seed=b"x",
        put_forward="above_nought",
    )

    assert found.scores == {"a": F(0), "b": F(0)}
    assert (order(found), found.notes) == ([("a",), ("b",)], ())


@pytest.mark.parametrize("rule", ["shares", "veto", "public_among_shortlist"])
@pytest.mark.parametrize("side", ["jury", "public"])
def test_nobody_is_given_less_than_nothing_where_nothing_matters(rule, side):
    """Figures of severity can be below 0, and who was given nothing is then anybody's guess."""
    given = {"jury": JURY, "public": PUBLIC} | {side: {"a": F(-1), "b": F(2), "c": F(3)}}

    with pytest.raises(ValueError, match="figures below 0"):
        combine(groups(given["jury"], given["public"]), rule=rule, put_forward="above_nought")


def test_vetoed_candidates_keep_their_order_at_the_end():
    found = combine(groups({"a": F(0), "b": F(0), "c": F(1)}, PUBLIC), rule="veto")

    assert order(found) == [("c",), ("b",), ("a",)]


def test_nobody_gives_anything():
    found = combine(groups({"a": F(0), "b": F(0)}, {"a": F(0), "b": F(0)}), rule="shares")

    assert (found.scores, order(found)) == ({"a": F(0), "b": F(0)}, [("a", "b")])


def test_no_candidates_give_no_places():
    assert combine(groups({}, {}), rule="zscores").placements == ()


NAMES = st.sampled_from("abcd")
TALLIES = st.dictionaries(NAMES, st.integers(0, 9).map(F), min_size=1)


@pytest.mark.parametrize("rule", sorted(RULES))
@settings(max_examples=60, deadline=None)
@given(jury=TALLIES, public=TALLIES, turned=st.permutations("abcd"))
def test_names_do_not_matter_without_a_lot(rule, jury, public, turned):
    other = dict(zip("abcd", turned, strict=True))

    straight = combine(groups(jury, public), rule=rule, tie_rules=["public"])
    renamed = combine(
        groups({other[n]: f for n, f in jury.items()}, {other[n]: f for n, f in public.items()}),
        rule=rule,
        tie_rules=["public"],
    )

    assert [{other[n] for n in p.candidates} for p in straight.placements] == [
        set(p.candidates) for p in renamed.placements
    ]


@pytest.mark.parametrize("rule", ["shares", "places", "points", "zscores"])
@settings(max_examples=60, deadline=None)
@given(jury=TALLIES, public=TALLIES, times=st.integers(2, 9))
def test_unit_in_which_a_side_counts_does_not_matter(rule, jury, public, times):
    straight = combine(groups(jury, public), rule=rule)
    scaled = combine(groups({n: f * times for n, f in jury.items()}, public), rule=rule)

    assert scaled == straight


@settings(max_examples=60, deadline=None)
@given(jury=TALLIES, public=TALLIES, seed=st.binary(min_size=1, max_size=8))
def test_lot_leaves_no_tie(jury, public, seed):
    found = combine(groups(jury, public), rule="places", tie_rules=["lot"], seed=seed)

    assert [p.place for p in found.placements] == list(range(1, len(found.scores) + 1))


def test_refusals_name_every_rule_there_is():
    with pytest.raises(ValueError, match="sums, shares, places, points, zscores, public_among"):
        combine(groups(JURY, PUBLIC), rule="mood")
    with pytest.raises(ValueError, match=r"^not a rule for ties: mood, weather$"):
        combine(groups(*EVEN), rule="shares", tie_rules=["weather", "mood"])
    with pytest.raises(ValueError, match=r"^shares cannot be taken of figures below 0: "):
        comparable.shares({"a": F(-1)})


def test_sides_of_nobody_are_made_comparable_too():
    assert comparable.shares({"a": F(0), "b": F(0)}) == {"a": F(0), "b": F(0)}
    assert comparable.shares({}) == comparable.zscores({}) == {}


def test_side_that_gave_nobody_anything_puts_nobody_first():
    silent = Group("public", F(1), {"a": F(0), "b": F(0)})

    assert first_places([silent, Group("press", F(1), {})]) == {}
