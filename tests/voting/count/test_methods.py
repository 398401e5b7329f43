from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.count.methods.duels import tally_duels
from voting.count.notation import BallotError, parse_ranking
from voting.count.outcome import CountRound, single_round
from voting.count.registry import METHODS, count, profile_of

SETS = ("single", "approval", "eph")
SCORED = ("points", "score", "star")
RANKED = ("irv", "borda", "schulze")
NAMES = ("a", "b", "c", "d")


def places(method, ballots, **options):
    found = count(method, ballots.items(), **options)
    return [(p.place, p.candidates) for p in found.placements]


def tallies(method, ballots, **options):
    return {
        n: str(t) for n, t in count(method, ballots.items(), **options).rounds[-1].tallies.items()
    }


def test_single_counts_each_ballot_for_one():
    assert places("single", {"a": 3, "b": 3, "c": 1}) == [(1, ("a", "b")), (3, ("c",))]


def test_single_refuses_two_on_a_ballot():
    with pytest.raises(BallotError, match="one candidate expected, found 2"):
        count("single", [("a+b", 1)])


def test_single_tie_for_the_last_seat_elects_nobody_of_it():
    found = count("single", {"a": 3, "b": 2, "c": 2}.items(), seats=2)

    assert found.rounds[0].elected == ("a",)


def test_approval_counts_everybody_named():
    assert tallies("approval", {"a+b": 2, "b": 1}) == {"a": "2", "b": "3"}


def test_candidate_nobody_named_is_last():
    assert places("single", {"a": 1}, candidates=["a", "b"]) == [(1, ("a",)), (2, ("b",))]


def test_stranger_is_refused():
    with pytest.raises(BallotError, match=r"^not a candidate: y, z$"):
        count("single", [("z", 1), ("y", 1)], candidates=["a"])


def test_unknown_method_is_refused():
    with pytest.raises(BallotError, match="not a method: single, approval, points"):
        count("shouting", [])


def test_points_add_up():
    assert tallies("points", {"a:5+b:3": 2, "b:10": 1}) == {"a": "10", "b": "16"}


def test_score_of_the_unnamed_is_zero():
    assert tallies("score", {"a:5": 1, "b:2": 1}) == {"a": "5", "b": "2"}


def test_star_run_off_turns_the_order():
    """a has the higher score, but more ballots prefer b."""
    ballots = {"a:5+b:1": 2, "b:2+a:1": 3}

    found = count("star", ballots.items())

    assert {n: str(t) for n, t in found.rounds[0].tallies.items()} == {"a": "13", "b": "8"}
    assert {n: str(t) for n, t in found.rounds[1].tallies.items()} == {"a": "2", "b": "3"}
    assert found.placements[0].candidates == ("b",)


def test_star_run_off_tie_goes_to_the_higher_score():
    assert places("star", {"a:5+b:1": 1, "b:2+a:1": 1})[0] == (1, ("a",))


def test_star_leaves_a_true_tie():
    assert places("star", {"a:5+b:1": 1, "b:5+a:1": 1}) == [(1, ("a", "b"))]


def test_star_seats_are_counted_one_by_one():
    ballots = {"a:5+b:4+c:0": 3, "c:5+b:3+a:0": 2}

    assert [n for _, n in places("star", ballots, seats=2)][:2] == [("a",), ("b",)]


def test_borda_gives_n_minus_one_to_the_first():
    assert tallies("borda", {"a>b>c": 1}) == {"a": "2", "b": "1", "c": "0"}


def test_borda_unranked_share_the_last_places():
    assert tallies("borda", {"a": 1}, candidates=["a", "b", "c"]) == {
        "a": "2",
        "b": "1/2",
        "c": "1/2",
    }


def test_borda_equals_share_the_points():
    assert tallies("borda", {"a=b>c": 1}) == {"a": "3/2", "b": "3/2", "c": "0"}


def test_schulze_example_of_schulze_2011():
    """The 45 voters of section 3.1: E > A > C > B > D."""
    ballots = {
        "a>c>b>e>d": 5,
        "a>d>e>c>b": 5,
        "b>e>d>a>c": 8,
        "c>a>b>e>d": 3,
        "c>a>e>b>d": 7,
        "c>b>a>d>e": 2,
        "d>c>e>b>a": 7,
        "e>b>a>d>c": 8,
    }

    assert [p for _, p in places("schulze", ballots)] == [("e",), ("a",), ("c",), ("b",), ("d",)]


def test_schulze_elects_the_condorcet_winner():
    assert places("schulze", {"a>b>c": 2, "b>c>a": 2, "c>b>a": 1})[0] == (1, ("b",))


def test_schulze_cycle_of_equals_is_a_tie():
    assert places("schulze", {"a>b>c": 1, "b>c>a": 1, "c>a>b": 1}) == [(1, ("a", "b", "c"))]


def ballot_texts(method):
    names = st.permutations(NAMES)
    if method == "single":
        return st.sampled_from(NAMES)
    if method in SETS:
        return st.sets(st.sampled_from(NAMES), min_size=1).map("+".join)
    if method in RANKED:
        return st.builds(lambda p, n: ">".join(p[:n]), names, st.integers(1, 4))
    return st.dictionaries(st.sampled_from(NAMES), st.integers(0, 5), min_size=1).map(
        lambda d: "+".join(f"{n}:{s}" for n, s in d.items())
    )


def elections(method):
    return st.lists(st.tuples(ballot_texts(method), st.integers(1, 4)), min_size=1, max_size=12)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_order_and_collapsing_of_ballots_do_not_matter(method, data):
    ballots = data.draw(elections(method))
    spread = [(text, 1) for text, weight in ballots for _ in range(weight)]

    straight = count(method, ballots, candidates=NAMES)

    assert count(method, spread[::-1], candidates=NAMES) == straight


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_names_do_not_matter(method, data):
    ballots = data.draw(elections(method))
    other = dict(zip(NAMES, data.draw(st.permutations(["w", "x", "y", "z"])), strict=True))

    straight = count(method, ballots, candidates=NAMES)
    renamed = count(method, [(_rename(t, other), w) for t, w in ballots], candidates=other.values())

    assert [set(p.candidates) for p in renamed.placements] == [
        {other[n] for n in p.candidates} for p in straight.placements
    ]


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_everybody_has_one_place(method, data):
    found = count(method, data.draw(elections(method)), candidates=NAMES)

    named = [n for p in found.placements for n in p.candidates]
    assert sorted(named) == sorted(NAMES)
    assert [p.place for p in found.placements] == [
        1 + sum(len(q.candidates) for q in found.placements[:i])
        for i in range(len(found.placements))
    ]


@pytest.mark.parametrize("method", ["single", "approval", "points", "score", "borda"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_votes_are_neither_lost_nor_made(method, data):
    ballots = data.draw(elections(method))
    found = count(method, ballots, candidates=NAMES)
    given_away = {
        "single": lambda t: 1,
        "approval": lambda t: len(t.split("+")),
        "borda": lambda t: Fraction(6),
        "points": lambda t: sum(int(p.split(":")[1]) for p in t.split("+")),
        "score": lambda t: sum(int(p.split(":")[1]) for p in t.split("+")),
    }[method]

    assert sum(found.rounds[0].tallies.values()) == sum(given_away(t) * w for t, w in ballots)


def _rename(text, other):
    return "".join(other.get(character, character) for character in text)


@pytest.mark.parametrize("method", METHODS)
def test_count_tells_its_method_its_seats_and_all_ballots_blank_ones_too(method):
    found = count(method, [("", 2), ("a:1" if method in SCORED else "a", 3)], seats=3)

    assert (found.method, found.seats, found.ballots) == (method, 3, 5)


@pytest.mark.parametrize("method", ["single", "approval", "points", "score", "borda"])
def test_methods_that_add_up_once_have_one_round_in_which_nobody_leaves(method):
    suffix = ":1" if method in SCORED else ""

    found = count(method, [(f"a{suffix}", 2), (f"b{suffix}", 1)])

    assert found.rounds == (CountRound({"a": Fraction(2), "b": Fraction(1)}, (), ("a",), ""),)


def test_schulze_tells_whom_each_beats_and_elects_the_first_places():
    found = count("schulze", {"a>b>c": 2, "b>a>c": 1}.items(), seats=2)

    assert found.rounds == (
        CountRound(
            {"a": Fraction(2), "b": Fraction(1), "c": Fraction(0)},
            (),
            ("a", "b"),
            "tallies: how many others each beats over the strongest paths",
        ),
        CountRound({"a": Fraction(2), "b": Fraction(1)}, note="duel"),
        CountRound({"a": Fraction(3), "c": Fraction(0)}, note="duel"),
        CountRound({"b": Fraction(3), "c": Fraction(0)}, note="duel"),
    )


def test_irv_tells_every_round_of_a_count():
    found = count("irv", {"a": 4, "b>c": 3, "c": 2, "d>c": 2}.items(), ties=())

    assert found.to_json() == {
        "method": "irv",
        "seats": 1,
        "ballots": 11,
        "rounds": [
            {
                "tallies": {"a": "4", "b": "3", "c": "2", "d": "2"},
                "eliminated": ["c", "d"],
                "elected": [],
                "note": "tie for elimination: all leave together",
            },
            {
                "tallies": {"a": "4", "b": "3"},
                "eliminated": [],
                "elected": ["a"],
                "note": "",
            },
        ],
        "placements": [
            {"place": 1, "candidates": ["a"]},
            {"place": 2, "candidates": ["b"]},
            {"place": 3, "candidates": ["c", "d"]},
        ],
    }


def test_star_tells_the_scores_and_the_run_off():
    found = count("star", {"a:5+b:4+c:1": 2, "b:5+c:3+a:2": 1}.items())

    assert found.rounds == (
        CountRound({"a": Fraction(12), "b": Fraction(13), "c": Fraction(5)}, ("c",), (), ""),
        CountRound({"a": Fraction(2), "b": Fraction(1)}, (), ("a",), ""),
    )


def test_duels_count_how_many_ballots_rank_one_above_another():
    profile = profile_of("schulze", [(parse_ranking("a>b=c"), 2), (parse_ranking("c"), 1)])

    assert tally_duels(profile) == {
        ("a", "b"): 2,
        ("a", "c"): 2,
        ("b", "a"): 0,
        ("b", "c"): 0,
        ("c", "a"): 1,
        ("c", "b"): 1,
    }


def test_place_of_equals_is_remarked_for_every_method_that_adds_up_once():
    found = count("single", {"a": 3, "b": 2, "c": 2}.items(), seats=2)

    assert found.rounds[0].note == "a tie for the last seat"
    assert single_round("single", 1, 2, {"a": Fraction(1), "b": Fraction(1)}, "so").rounds == (
        CountRound({"a": Fraction(1), "b": Fraction(1)}, (), (), "so; a tie for the last seat"),
    )


@pytest.mark.parametrize("method", METHODS)
def test_nobody_stood_and_nobody_is_placed(method):
    found = count(method, [])

    assert (found.ballots, found.placements) == (0, ())
