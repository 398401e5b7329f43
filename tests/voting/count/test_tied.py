"""Ties made by hand, method by method: who shares what, and what breaks it."""

from fractions import Fraction as F

import pytest

from voting.count.methods.star_ballots import StarBallots
from voting.count.outcome import CountRound
from voting.count.profile import Profile
from voting.count.registry import METHODS, count, profile_of

ORDERED_IN = "tie for the run-off: the declared order"
HIGHER = "tie in the run-off: the higher score"
MOST_FIVES = "tie in the run-off: most highest scores"


def placed(method, ballots, **options):
    found = count(method, ballots.items(), **options)
    return " ".join("=".join(p.candidates) for p in found.placements)


@pytest.mark.parametrize(
    ("method", "ballots", "placements"),
    [
        ("single", {"a": 1, "b": 1}, "a=b"),
        ("single", {"a": 2, "b": 1, "c": 1}, "a b=c"),
        ("single", {"a": 2, "b": 2, "c": 1}, "a=b c"),
        ("single", {"a": 2, "b": 2, "c": 1, "d": 1}, "a=b c=d"),
        ("single", {"": 3}, ""),
        ("approval", {"a+b": 2, "c": 2}, "a=b=c"),
        ("approval", {"a+b": 2, "b+c": 1}, "b a c"),
        ("approval", {"a+b": 1, "b+c": 1, "c+a": 1}, "a=b=c"),
        ("points", {"a:5": 1, "b:2+c:3": 1, "b:3+c:2": 1}, "a=b=c"),
        ("points", {"a:3+b:3": 1, "c:6": 1}, "c a=b"),
        ("score", {"a:5+b:5": 1, "c:4": 1}, "a=b c"),
        ("score", {"a:0": 1, "b:0": 1}, "a=b"),
        ("borda", {"a>b": 1, "b>a": 1}, "a=b"),
        ("borda", {"a=b>c": 1}, "a=b c"),
        ("borda", {"a=b=c": 4}, "a=b=c"),
        ("borda", {"a>b>c": 1, "b>c>a": 1, "c>a>b": 1}, "a=b=c"),
        ("borda", {"a": 1, "b>c": 1}, "b a c"),
        ("schulze", {"a>b": 1, "b>a": 1}, "a=b"),
        ("schulze", {"a>b>c": 1, "b>c>a": 1, "c>a>b": 1}, "a=b=c"),
        ("schulze", {"a=b>c": 2, "c>a=b": 1}, "a=b c"),
        ("schulze", {"a>b": 2, "a>c": 2}, "a b=c"),
        ("schulze", {"a=b=c": 5}, "a=b=c"),
        ("irv", {"a": 1, "b": 1}, "a=b"),
        ("irv", {"a": 2, "b": 2, "c": 1}, "a=b c"),
        ("irv", {"a": 3, "b": 1, "c": 1}, "a b=c"),
        ("irv", {"a": 3, "b": 2, "c>b": 1}, "a=b c"),
        ("irv", {"a": 4, "b": 2, "c": 2}, "a b=c"),
        ("irv", {"a=b": 2, "c": 1}, "a=b=c"),
        ("irv", {"a=b": 4, "c>a": 1}, "a b c"),
        ("irv", {"a": 5, "b": 3, "c>b": 1, "d>b": 1}, "a=b c=d"),
        ("eph", {"a": 1, "b": 1}, "a=b"),
        ("eph", {"a": 2, "b": 1, "c": 1}, "a b=c"),
        ("eph", {"a+b": 2, "c": 1}, "a=b c"),
        ("star", {"a:5+b:5": 1}, "a=b"),
        ("star", {"a:5": 1, "b:5": 1}, "a=b"),
        ("star", {"a:5+b:4": 1, "b:5+a:4": 1, "c:1": 1}, "a=b c"),
        ("star", {"a:5": 1, "b:4+c:4": 1}, "a b=c"),
        ("star", {"a:1+b:1+c:1+d:1": 3}, "a=b=c=d"),
    ],
)
def test_tie(method, ballots, placements):
    assert placed(method, ballots, seats=1) == placements


@pytest.mark.parametrize(
    ("ballots", "options", "placements"),
    [
        ({"a": 4, "b": 2, "c": 2}, {"tie_order": "abc"}, "a b c"),
        ({"a": 4, "b": 2, "c": 2}, {"tie_order": "acb"}, "a c b"),
        ({"a": 4, "b": 2, "c": 2}, {"tie_order": "ab"}, "a b c"),
        ({"a": 1, "b": 1}, {"tie_order": "ba"}, "b a"),
        # b and c are tied with 3 in the second round; b began with 3, c with 2.
        ({"a": 5, "b": 3, "c": 2, "d>c": 1}, {}, "a b c d"),
        ({"a": 5, "b": 3, "c": 2, "d>c": 1}, {"ties": ()}, "a b=c d"),
        ({"a": 5, "b": 3, "c": 2, "d>c": 1}, {"ties": ("earlier",)}, "a b c d"),
    ],
)
def test_irv_tie_for_elimination(ballots, options, placements):
    assert placed("irv", ballots, **options) == placements


@pytest.mark.parametrize(
    ("ties", "placements"),
    [
        (("first_places",), "a b c e d"),
        (("earlier",), "a c b e d"),
        (("earlier", "first_places"), "a c b e d"),
        ((), "a b=c e d"),
    ],
)
def test_irv_first_places_and_the_earlier_round_can_say_different_things(ties, placements):
    """In the third round b and c have 10 each: c began with fewer, b had fewer a round ago."""
    ballots = {"a": 11, "b": 8, "c": 6, "d>c": 4, "e>b": 2, "e": 3}

    assert placed("irv", ballots, ties=ties) == placements


@pytest.mark.parametrize(
    ("ties", "placements"),
    [(("first_places",), "a b=c e d"), (("first_places", "earlier"), "a c b e d")],
)
def test_irv_first_places_are_those_of_the_first_round_alone(ties, placements):
    """b and c began with 6 each and have 10 each in the third round; in the second c had more."""
    ballots = {"a": 11, "b": 6, "c": 6, "d>c": 4, "e>b": 4, "e": 1}

    assert placed("irv", ballots, ties=ties) == placements


def test_irv_unknown_rule_for_ties_is_refused():
    with pytest.raises(ValueError, match=r"elimination: mood, weather$"):
        count("irv", [("a", 1)], ties=("weather", "mood"))


def test_irv_third_place_of_the_astounding_award_2024_is_shared():
    """The published table ends with 372 votes each, and no fourth place was counted."""
    ballots = {"sunyi-dean": 372, "ai-jiang": 372}

    assert placed("irv", ballots) == "ai-jiang=sunyi-dean"


@pytest.mark.parametrize(
    ("ballots", "placements"),
    [
        # b and c are tied for the second place in the run-off; more prefer c.
        ({"a:5": 2, "c:3+b:2": 2, "b:2+c:0": 1}, "a c b"),
        # Of a, b, c with 6 each, c loses both duels.
        ({"a:3+b:2+c:1": 1, "b:3+a:2+c:1": 1, "c:4+a:1+b:1": 1}, "a=b c"),
        # Tied in the run-off and in score; b has the more fives.
        ({"a:4+b:5": 1, "a:4+b:3": 1}, "b a"),
        # No duel parts b and c, and neither has a five: a is run off against each, and wins.
        ({"a:5": 3, "b:3": 1, "c:3": 1}, "a b=c"),
    ],
)
def test_star_tie(ballots, placements):
    assert placed("star", ballots) == placements


def test_star_every_pair_that_a_tie_allows_is_run_off():
    """a leads on score; b would beat her, c would not, and nothing parts b and c: a and b share."""
    found = count("star", {"a:4+c:2": 2, "b:2+a:1": 3, "c:2": 1}.items())

    assert [p.candidates for p in found.placements] == [("a", "b"), ("c",)]
    assert found.rounds[0].note == "tie for the run-off: every pair of the tied is tried"
    assert [sorted(r.tallies) for r in found.rounds[1:]] == [["a", "b"], ["a", "c"]]
    assert found.rounds[-1].elected == ()


@pytest.mark.parametrize(
    ("ballots", "order", "placements"),
    [
        ({"a:5": 1, "b:5": 1}, "ba", "b a"),
        ({"a:5": 1, "b:4": 1, "c:4": 1}, "cab", "a c b"),
        ({"a:4+c:2": 2, "b:2+a:1": 3, "c:2": 1}, "bca", "b a c"),
        ({"a:4+c:2": 2, "b:2+a:1": 3, "c:2": 1}, "cba", "a c b"),
    ],
)
def test_star_declared_order_decides_last(ballots, order, placements):
    assert placed("star", ballots, tie_order=order) == placements


def test_star_seats_tell_the_rounds_of_every_seat():
    found = count("star", {"a:5+b:4+c:0": 3, "c:5+b:3+a:0": 2}.items(), seats=2)

    assert [r.elected for r in found.rounds] == [(), ("a",), (), ("b",)]


def test_star_highest_score_is_that_of_the_scale():
    """Nobody gave a 5, so nobody has one; on a scale to 4, a has the only highest score."""
    ballots = {"a:4+b:3": 1, "b:3+a:2": 1}

    assert placed("star", ballots) == placed("star", ballots, top=5) == "a=b"
    assert placed("star", ballots, top=4) == "a b"


def test_eph_tie_for_the_last_seat_keeps_them_all():
    found = count("eph", {"a": 3, "b": 1, "c": 1}.items(), seats=2)

    assert set(found.rounds[-1].tallies) == {"a", "b", "c"}
    assert found.rounds[-1].elected == ("a",)
    assert found.rounds[-1].note == "a tie for the last seat: all of them stay"


LAST_SEAT = [
    ("irv", {"a": 3, "b": 2, "c": 2}, 2, ["a"]),
    ("irv", {"a": 1, "b": 1}, 1, []),
    ("irv", {"": 5}, 1, []),
    ("irv", {"a": 1, "b": 1}, 2, ["a", "b"]),
    ("star", {"a:5": 1, "b:5": 1}, 1, []),
    ("star", {"a:5": 1, "b:5": 1}, 2, ["a", "b"]),
    ("star", {"": 5}, 1, []),
    ("eph", {"a": 1, "b": 1, "c": 1}, 2, []),
    ("eph", {"a": 3, "b": 1, "c": 1}, 2, ["a"]),
    ("eph", {"": 5}, 1, []),
    ("schulze", {"a>b": 1, "b>a": 1}, 1, []),
]


@pytest.mark.parametrize(("method", "ballots", "seats", "elected"), LAST_SEAT)
def test_nobody_is_elected_by_a_tie_for_the_last_seat(method, ballots, seats, elected):
    """The same for every method; a tie that fits in the seats elects all who share it."""
    standing = sorted({name for name in "".join(ballots) if name in "abc"}) or "abc"
    found = count(method, ballots.items(), candidates=standing, seats=seats)

    assert sorted(name for told in found.rounds for name in told.elected) == elected


@pytest.mark.parametrize("method", ["single", "approval", "borda"])
def test_tie_for_the_last_seat_elects_nobody_of_it_and_says_so(method):
    found = count(method, {"a": 3, "b": 2, "c": 2}.items(), seats=2)

    assert found.rounds[0].elected == ("a",)
    assert found.rounds[0].note == "a tie for the last seat"


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"eph"}))
def test_one_seat_unless_told(method):
    assert METHODS[method].count(Profile(("a",), {})).seats == 1
    assert count(method, [], candidates="a").seats == 1


@pytest.mark.parametrize(
    ("order", "placements"), [("b", "b a"), ("a", "a b"), ("c", "a b"), ("cb", "b a")]
)
def test_star_whom_the_declared_order_does_not_name_comes_after_the_named(order, placements):
    assert placed("star", {"a:5": 1, "b:5": 1}, tie_order=order) == placements


@pytest.mark.parametrize(
    ("ballots", "options", "remarks"),
    [
        ({"a": 1, "b": 1}, {}, ["a tie for the place"]),
        ({"a": 4, "b": 2, "c": 2}, {"ties": ()}, ["tie for elimination: all leave together", ""]),
        (
            {"a": 4, "b": 2, "c": 2},
            {"tie_order": "abc"},
            ["tie for elimination: the declared order", ""],
        ),
        (
            {"a": 5, "b": 3, "c": 2, "d>c": 1},
            {},
            ["", "tie for elimination: fewest votes in an earlier round", ""],
        ),
        ({"a": 3, "b": 2, "c": 1}, {}, ["", ""]),
        ({"a": 5, "b": 4, "c": 2, "d": 1}, {}, ["", "", ""]),
    ],
)
def test_irv_remarks_on_every_tie_and_on_nothing_else(ballots, options, remarks):
    found = count("irv", ballots.items(), **options)

    assert [told.note for told in found.rounds] == remarks


def test_irv_earlier_looks_at_one_round_after_another_backwards():
    """b and c have 6 each in the fourth and the third round; in the second b had 5, in the first both."""
    ballots = {"a": 30, "p": 30, "b": 5, "c": 5, "x>c": 1, "y>b": 1, "y>a": 1, "z>a": 3}

    found = count("irv", ballots.items(), ties=("earlier",))

    assert [told.eliminated for told in found.rounds[:4]] == [("x",), ("y",), ("z",), ("b",)]


DUELS = "tie for the run-off: duels among the tied, then most highest scores"


@pytest.mark.parametrize(
    ("ballots", "options", "remarks"),
    [
        ({"a:5": 2, "b:3": 1, "c:1": 1}, {}, ["", ""]),
        # b and c share the second score: more ballots prefer c.
        ({"a:5": 2, "c:3+b:2": 2, "b:2+c:0": 1}, {}, [DUELS, HIGHER]),
        ({"a:5": 1, "b:4": 1, "c:4": 1}, {"tie_order": "cab"}, [ORDERED_IN, HIGHER]),
        ({"a:5+b:1": 1, "b:2+a:1": 1}, {}, ["", HIGHER]),
        ({"a:4+b:5": 1, "a:4+b:3": 1}, {}, ["", MOST_FIVES]),
        ({"a:5": 1, "b:5": 1}, {}, ["", "a tie in the run-off"]),
        ({"a:5": 1, "b:5": 1}, {"tie_order": "ba"}, ["", "tie in the run-off: the declared order"]),
        ({"a:5": 1}, {}, ["nobody else is left"]),
    ],
)
def test_star_remarks_on_every_tie_and_on_nothing_else(ballots, options, remarks):
    found = count("star", ballots.items(), **options)

    assert [told.note for told in found.rounds] == remarks


def test_star_tells_who_is_out_and_who_is_in_round_by_round():
    two = count("star", {"a:4+c:2": 2, "b:2+a:1": 3, "c:2": 1}.items())
    alone = count("star", {"a:5": 2}.items())

    assert [(told.eliminated, told.elected) for told in two.rounds] == [
        ((), ()),
        ((), ()),
        ((), ()),
    ]
    assert alone.rounds == (CountRound({"a": F(10)}, (), ("a",), "nobody else is left"),)


@pytest.mark.parametrize(
    ("ballots", "through"),
    [
        # Of three with 6 each, c loses both duels; a and b are in the run-off.
        ({"a:3+b:2+c:1": 1, "b:3+a:2+c:1": 1, "c:4+a:1+b:1": 1}, ["a", "b"]),
        # Nobody loses more duels than the others; b and c have most fives.
        ({"a:4": 1, "b:5+c:5": 1, "a:2": 1, "b:1+c:1": 1}, ["b", "c"]),
        # Four tie; d loses all duels, then c.
        (
            {"a:3+b:2+c:1": 3, "b:3+a:2+c:1": 3, "d:5+a:1+b:1+c:1": 3, "c:9": 1, "a:1+b:1": 0},
            ["a", "b"],
        ),
    ],
)
def test_star_tied_for_the_run_off(ballots, through):
    found = count("star", {text: n for text, n in ballots.items() if n}.items())

    assert sorted(found.rounds[1].tallies) == through


def test_star_highest_scores_are_added_up_by_ballots_and_start_at_nothing():
    held = StarBallots(profile_of("star", [((("a", 5), ("b", 4)), 2), ((("a", 5),), 1)]), 5)
    blank = StarBallots(Profile(("a",), {}), 0)

    assert held.highest == {"a": 3, "b": 0}
    assert held.by_duels_lost(["a", "b"]) == [["a"], ["b"]]
    assert blank.highest == {"a": 0}


def test_star_equal_duels_are_lost_by_neither():
    """b beats c; a is level with both."""
    ballots = [((("a", 2), ("b", 1)), 1), ((("b", 2), ("c", 1)), 1)]
    held = StarBallots(profile_of("star", ballots), 5)

    assert held.by_duels_lost(["a", "b", "c"]) == [["a", "b"], ["c"]]
