from fractions import Fraction as F
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voting.count.published import load
from voting.count.combination import RULES, Group, combine
from voting.count.laboratory.chances import chances, made_up_years, redrawn
from voting.count.laboratory.comparing import under_every_rule, winners
from voting.count.laboratory.effects import effects, spread
from voting.count.laboratory.study import study
from voting.count.laboratory.weighing import ADDITIVE, break_points, stretches
from voting.count.lots import draw

FINALS = load("eurovision")["finals"]


def sides(year):
    televote = {country: F(points[0]) for country, points in FINALS[year].items()}
    jury = {country: F(points[1]) for country, points in FINALS[year].items()}
    return Group("jury", F(1), jury), Group("public", F(1), televote)


@pytest.mark.parametrize("year", FINALS)
def test_sums_give_the_official_places_of_eurovision(year):
    found = combine(sides(year), rule="sums", tie_rules=["public"])

    places = {name: p.place for p in found.placements for name in p.candidates}
    assert places == {country: points[2] for country, points in FINALS[year].items()}


def test_four_finals_have_104_places():
    assert sum(map(len, FINALS.values())) == 104


def test_televote_spreads_more_than_the_jury_every_year():
    wider = {}
    for year in FINALS:
        jury, public = sides(year)
        wider[year] = spread(public, rule="sums") > spread(jury, rule="sums")

    assert wider == dict.fromkeys(FINALS, True)


def test_televote_decided_61_percent_of_the_final_of_2016():
    jury, public = effects(sides("2016"), rule="sums")

    assert (jury.nominal, public.nominal) == (F(1, 2), F(1, 2))
    assert jury.effective + public.effective == 1
    assert round(public.effective, 4) == F("0.6145")


def test_neither_side_alone_would_have_had_ukraine_win_in_2016():
    found = stretches(*sides("2016"), rule="sums")

    assert break_points(found) == [
        (F(38, 119), ("ru", "ua")),
        (F(132, 241), ("au", "ua")),
    ]
    assert (found[0].winners, found[-1].winners) == (("ru",), ("au",))


def test_every_rule_is_tried():
    found = under_every_rule(sides("2016"))

    assert {rule: winners(c) for rule, c in found.items()} == {
        "sums": ("ua",),
        "shares": ("ua",),
        "places": ("ua",),
        "points": ("ua",),
        "zscores": ("au",),
        "public_among_shortlist": ("ru",),
        "veto": ("ua",),
    }


def test_rule_that_cannot_be_used_is_left_out():
    jury = Group("jury", F(1), {"a": F(1), "b": F(-1)})

    found = under_every_rule([jury, Group("public", F(1), {"a": F(1), "b": F(2)})])

    assert set(found) == set(RULES) - {"shares", "veto"}


ONE = Group("jury", F(1), {"a": F(3), "b": F(1)})
OTHER = Group("public", F(1), {"a": F(1), "b": F(2)})


def test_order_turns_at_one_exact_weight():
    """2w = 1 - w at a third."""
    found = stretches(ONE, OTHER, rule="sums")

    assert [(s.low, s.high, s.winners) for s in found] == [
        (F(0), F(1, 3), ("b",)),
        (F(1, 3), F(1, 3), ("a", "b")),
        (F(1, 3), F(1), ("a",)),
    ]
    assert break_points(found) == [(F(1, 3), ("a", "b"))]


def test_sides_that_agree_never_turn():
    assert len(stretches(ONE, ONE, rule="shares")) == 1


def test_tie_on_one_side_is_a_stretch_of_its_own():
    level = Group("public", F(1), {"a": F(2), "b": F(2)})

    found = stretches(ONE, level, rule="sums")

    assert [(s.low, s.high, s.winners) for s in found] == [
        (F(0), F(0), ("a", "b")),
        (F(0), F(1), ("a",)),
    ]


@pytest.mark.parametrize("rule", ["veto", "public_among_shortlist"])
def test_rule_that_does_not_add_up_has_no_stretches(rule):
    with pytest.raises(ValueError, match="does not add up by weight"):
        stretches(ONE, OTHER, rule=rule)


figures = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 6).map(F), min_size=1)


@pytest.mark.parametrize("rule", ADDITIVE)
@settings(max_examples=60, deadline=None)
@given(jury=figures, public=figures, weight=st.fractions(0, 1, max_denominator=50))
def test_every_weight_lies_in_a_stretch_with_its_order(rule, jury, public, weight):
    one, other = Group("jury", F(1), jury), Group("public", F(1), public)
    groups = [Group("jury", weight, jury), Group("public", 1 - weight, public)]

    found = stretches(one, other, rule=rule)

    exact = [s for s in found if s.low == s.high == weight]
    holding = exact or [s for s in found if s.low <= weight <= s.high]
    assert combine(groups, rule=rule).placements in [s.placements for s in holding]
    assert (found[0].low, found[-1].high) == (0, 1)
    assert all(a.high == b.low for a, b in pairwise(found))


@pytest.mark.parametrize("rule", ADDITIVE)
@settings(max_examples=60, deadline=None)
@given(jury=figures, public=figures, parts=st.tuples(st.integers(1, 5), st.integers(1, 5)))
def test_effective_weights_add_up_to_one(rule, jury, public, parts):
    groups = [Group("jury", F(parts[0]), jury), Group("public", F(parts[1]), public)]

    found = [e.effective for e in effects(groups, rule=rule)]

    assert found == [None, None] or sum(found) == 1


def test_side_that_moves_nothing_has_no_effect():
    level = Group("public", F(1), {"a": F(2), "b": F(2)})

    _, public = effects([ONE, level], rule="sums")

    assert (public.effective, public.swapped, public.moved, public.decided) == (0, 0, 0, False)


def test_side_that_turns_the_order_decides():
    jury, public = effects([ONE, OTHER], rule="sums")

    assert (jury.swapped, jury.moved, jury.decided) == (1, 2, True)
    assert (public.swapped, public.moved, public.decided) == (0, 0, False)


def test_all_equal_have_no_effective_weight():
    level = Group("public", F(1), {"a": F(2), "b": F(2)})

    assert [e.effective for e in effects([level], rule="shares")] == [None]


def test_side_that_gave_nobody_anything_has_no_effect():
    silent = Group("public", F(1), {"a": F(0), "c": F(0)})

    jury, public = effects([ONE, silent], rule="shares")

    assert (jury.nominal, jury.effective) == (F(1, 2), F(1))
    assert (public.nominal, public.effective, public.decided) == (F(1, 2), F(0), False)


def test_draws_are_the_same_for_the_same_seed_alone():
    first = made_up_years([ONE, OTHER], voters="public", runs=50, seed=7)

    assert made_up_years([ONE, OTHER], voters="public", runs=50, seed=7) == first
    assert made_up_years([ONE, OTHER], voters="public", runs=50, seed=8) != first
    assert sum(chances(first, rule="shares").wins.values()) == 1


def test_one_voter_never_ties_and_two_often_do():
    alone = [Group("public", F(1), {"a": F(1)})]
    pair = [Group("public", F(1), {"a": F(1), "b": F(1)})]

    one = chances(made_up_years(alone, voters="public", runs=20), rule="shares")
    two = chances(made_up_years(pair, voters="public", runs=400), rule="shares")

    assert (one.tie, one.wins) == (0, {"a": F(1)})
    assert F(4, 10) < two.tie < F(6, 10)


def test_made_up_year_has_as_many_voters_and_the_same_jury():
    (year,) = made_up_years([ONE, OTHER], voters="public", runs=1)

    assert year[0] == ONE
    assert sum(year[1].tallies.values()) == 3
    assert set(year[1].tallies) == {"a", "b"}


def test_candidate_without_a_vote_stays_in_a_made_up_year():
    (year,) = made_up_years(
        [Group("public", F(1), {"a": F(2), "b": F(0)})], voters="public", runs=1
    )

    assert year[0].tallies == {"a": F(2), "b": F(0)}


@pytest.mark.parametrize("tally", [F(1, 2), F(-1)])
def test_only_whole_votes_can_be_drawn(tally):
    with pytest.raises(
        ValueError, match=r"^votes can only be drawn anew from whole numbers of votes$"
    ):
        made_up_years([Group("public", F(1), {"a": tally})], voters="public")


def test_nobody_voted_and_nobody_is_drawn():
    assert list(redrawn({"a": 0}, runs=2)) == [{}, {}]


def test_study_of_the_final_of_2016_holds_every_rule_once():
    trials = {trial.rule: trial for trial in study(sides("2016"), tie_rules=["public"])}

    assert list(trials) == list(RULES)
    assert trials["sums"].winners == ("ua",)
    assert trials["sums"].breaks == [(F(38, 119), ("ru", "ua")), (F(132, 241), ("au", "ua"))]
    assert trials["sums"].spreads["public"] > trials["sums"].spreads["jury"]
    assert trials["sums"].chances is None
    assert (trials["veto"].stretches, trials["veto"].effects, trials["veto"].breaks) == ((), (), [])


def test_study_of_three_sides_has_effects_and_no_single_weight():
    third = Group("members", F(2), {"a": F(1), "b": F(5)})

    trial = next(t for t in study([ONE, OTHER, third]) if t.rule == "shares")

    assert [e.group for e in trial.effects] == ["jury", "public", "members"]
    assert trial.stretches == ()


def test_study_with_made_up_years_says_how_often_somebody_wins():
    years = made_up_years([ONE, OTHER], voters="public", runs=10)

    trials = study([ONE, OTHER], years=years)

    assert {t.chances.runs for t in trials} == {10}
    assert all(sum(t.chances.wins.values()) == 1 for t in trials)


def test_spread_is_the_variance_in_the_unit_of_the_rule():
    assert spread(ONE, rule="sums") == 1
    assert spread(ONE, rule="shares") == F(1, 16)
    assert spread(Group("jury", F(1), {"a": F(0), "b": F(3), "c": F(6)}), rule="sums") == 6


def test_every_rule_is_tried_with_the_same_ties_seed_and_scale():
    even = [Group("jury", F(1), {"a": F(2), "b": F(2)}), Group("public", F(1), {"a": F(1)})]
    level = [Group("jury", F(1), {"a": F(2), "b": F(2)})]
    scale = (F(3), F(1))

    by_side = under_every_rule(even, tie_rules=["public"], scale=scale)
    by_lot = under_every_rule(level, tie_rules=["lot"], seed=b"seed")

    assert by_side["points"].scores == {"a": F(5, 2), "b": F(3, 2)}
    assert {rule: winners(c) for rule, c in by_lot.items()} == dict.fromkeys(
        RULES, tuple(draw(b"seed", ["a", "b"])[:1])
    )


def test_tie_made_or_resolved_by_a_side_counts_half_a_swap():
    """The public holds a and b equal: with the jury a is first, without it both are."""
    jury = Group("jury", F(1), {"a": F(3), "b": F(1), "c": F(0)})
    public = Group("public", F(1), {"a": F(2), "b": F(2), "c": F(0)})

    found = effects([jury, public], rule="sums")

    assert [(e.swapped, e.moved, e.decided) for e in found] == [
        (F(1, 2), F(1), True),
        (F(0), F(0), False),
    ]


def test_tie_is_half_a_swap_whoever_of_the_two_comes_first_in_the_alphabet():
    jury = Group("jury", F(1), {"a": F(1), "b": F(3)})
    public = Group("public", F(1), {"a": F(2), "b": F(2)})

    assert effects([jury, public], rule="sums")[0].swapped == F(1, 2)


def test_study_breaks_ties_by_the_rules_and_has_no_spreads_where_nothing_is_added_up():
    jury = Group("jury", F(1), {"a": F(3), "b": F(1)})
    public = Group("public", F(1), {"a": F(1), "b": F(3)})

    trials = {trial.rule: trial for trial in study([jury, public], tie_rules=["public"])}

    assert {rule: trial.winners for rule, trial in trials.items()} == dict.fromkeys(RULES, ("b",))
    assert trials["sums"].spreads == {"jury": F(1), "public": F(1)}
    assert trials["veto"].spreads == {}


def test_two_hundred_years_are_drawn_from_the_first_seed_unless_told():
    drawn = made_up_years([ONE, OTHER], voters="public")

    assert drawn == made_up_years([ONE, OTHER], voters="public", runs=200, seed=1)
    assert list(redrawn({"a": 2, "b": 1})) == list(redrawn({"a": 2, "b": 1}, runs=200, seed=1))


def test_three_who_are_parted_from_a_shared_place_move_two_places_together():
    """Without the jury a, b and c share place 1, in the middle place 2."""
    jury = Group("jury", F(1), {"a": F(3), "b": F(2), "c": F(1)})
    public = Group("public", F(1), {"a": F(2), "b": F(2), "c": F(2)})

    found = effects([jury, public], rule="sums")[0]

    assert (found.moved, found.swapped) == (F(2), F(3, 2))


def test_sides_that_all_gave_nobody_anything_have_no_effective_weight():
    silent = [Group(name, F(1), {"a": F(0), "b": F(0)}) for name in ("jury", "public")]

    assert [(e.effective, e.decided) for e in effects(silent, rule="shares")] == [(None, False)] * 2


def test_stretches_use_the_scale_of_points_that_they_are_given():
    jury = Group("jury", F(1), {"a": F(3), "b": F(2), "c": F(1)})
    public = Group("public", F(1), {"a": F(1), "b": F(2), "c": F(3)})

    steep = break_points(stretches(jury, public, rule="points", scale=(F(3), F(1))))
    even = break_points(stretches(jury, public, rule="points", scale=(F(3), F(2), F(1))))

    assert (steep, even) == ([(F(1, 2), ("a", "c"))], [(F(1, 2), ("a", "b", "c"))])


def test_refusal_of_stretches_names_the_rules_that_have_them():
    with pytest.raises(ValueError, match=r"weight: sums, shares, places, points, zscores$"):
        stretches(ONE, OTHER, rule="veto")
