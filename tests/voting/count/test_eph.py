from fractions import Fraction
from fractions import Fraction as F

import pytest

from tests.voting.count.published import load
from voting.count.methods.divisible import DivisibleVotes
from voting.count.methods.eph import count_eph
from voting.count.outcome import CountRound
from voting.count.registry import count, count_parsed, profile_of

TIE_STAYS = "a tie for the last seat: all of them stay"
CATEGORIES = load("hugo_1984")["categories"]


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_eph_reproduces_the_finalists_of_1984(category):
    known = CATEGORIES[category]
    ballots = [(frozenset(f"n{n}" for n in b.split()), 1) for b in known["ballots"]]

    found = count_parsed("eph", ballots, seats=5)

    last = found.rounds[-1]
    assert {n: str(last.tallies[n]) for n in last.elected} == {
        n: f["points"] for n, f in known["finalists"].items()
    }
    assert {n: sum(n in b for b, _ in ballots) for n in last.elected} == {
        n: f["ballots"] for n, f in known["finalists"].items()
    }


def test_ballot_gives_one_point_in_equal_parts():
    found = count("eph", {"a+b+c": 1, "a": 2}.items(), seats=5)

    assert found.rounds[0].tallies == {
        "a": Fraction(7, 3),
        "b": Fraction(1, 3),
        "c": Fraction(1, 3),
    }


def test_points_grow_when_a_companion_leaves():
    found = count("eph", {"a+b": 3, "c": 2, "b": 1}.items(), seats=1)

    assert [r.eliminated for r in found.rounds] == [("c",), ("a",), ()]
    assert str(found.rounds[1].tallies["b"]) == "5/2"


def test_fewest_ballots_leaves_though_another_has_fewer_points():
    """b has the fewest points but more ballots than c, who is compared with it."""
    found = count("eph", {"a+b": 2, "b+d": 2, "c": 3, "a": 9, "d": 9}.items(), seats=3)

    assert (found.rounds[0].tallies["b"], found.rounds[0].tallies["c"]) == (2, 3)
    assert found.rounds[0].eliminated == ("c",)


def test_tie_in_ballots_falls_on_the_fewest_points():
    found = count("eph", {"a+b": 2, "c": 2, "a": 9}.items(), seats=2)

    assert found.rounds[0].eliminated == ("b",)


def test_tie_in_both_leaves_together():
    found = count("eph", {"a": 9, "b": 5, "c": 1, "d": 1}.items(), seats=2)

    assert found.rounds[0].eliminated == ("c", "d")
    assert [r.note for r in found.rounds] == ["a tie: all of them leave together", ""]


def test_tie_that_would_leave_too_few_keeps_them_all():
    found = count("eph", {"a": 9, "b": 1, "c": 1}.items(), seats=2)

    assert set(found.rounds[-1].tallies) == {"a", "b", "c"}


def test_fewer_nominees_than_seats_are_all_finalists():
    assert count("eph", {"a": 1}.items(), seats=5).rounds[-1].elected == ("a",)


def test_five_are_finalists_unless_told():
    profile = profile_of("eph", [(frozenset([f"n{n}"]), n + 1) for n in range(9)])

    assert (count_eph(profile).seats, len(count_eph(profile).rounds[-1].elected)) == (5, 5)
    assert count("eph", [("a", 1)]).seats == 5


def test_every_round_of_a_count_is_told():
    found = count("eph", {"a+b": 3, "c": 2, "d": 1, "e": 1}.items(), seats=2)

    assert found.rounds == (
        CountRound(
            {"a": F(3, 2), "b": F(3, 2), "c": F(2), "d": F(1), "e": F(1)},
            ("d", "e"),
            (),
            "a tie: all of them leave together",
        ),
        CountRound({"a": F(3, 2), "b": F(3, 2), "c": F(2)}, (), ("c",), TIE_STAYS),
    )


def test_one_who_leaves_alone_leaves_no_remark():
    found = count("eph", {"a": 3, "b": 2, "c": 1}.items(), seats=2)

    assert found.rounds == (
        CountRound({"a": F(3), "b": F(2), "c": F(1)}, ("c",), (), ""),
        CountRound({"a": F(3), "b": F(2)}, (), ("a", "b"), ""),
    )


def test_divisible_votes_tell_points_in_their_unit_and_ballots():
    votes = DivisibleVotes(profile_of("eph", [(frozenset("ab"), 3), (frozenset("b"), 1)]))

    assert (votes.unit, votes.points, votes.ballots) == (2, {"a": 3, "b": 5}, {"a": 3, "b": 4})
