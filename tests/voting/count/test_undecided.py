"""Nobody wins by silence: what is decided, and why it is not."""

from fractions import Fraction as F

import pytest

from voting.count.deciding import REASONS, Turnout, turnout
from voting.count.notation import named
from voting.count.reckoning import Material, reckon
from voting.count.sheets import Sheet

CRITERIA = [{"slug": "deed", "weight": 1}]
JURY = {"criteria": CRITERIA, "aggregate": "mean", "quorum": 1, "finalists": 2}
RULES = {
    "jury": JURY,
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "public"],
    "too_little": {"no_figure": "undecided"},
}
EARLIER = {key: rule for key, rule in RULES.items() if key != "too_little"}
JURY_ALONE = {key: rule for key, rule in RULES.items() if key != "vote"}
VOTE_ALONE = {key: rule for key, rule in RULES.items() if key != "jury"}


def sheet(entry, points, juror="J1"):
    return Sheet(juror, entry, {"deed": F(points)})


def material(**changes):
    given = {
        "entries": ["ada", "bea"],
        "sheets": [sheet("ada", 5), sheet("bea", 3)],
        "ballots": [("ada", 1), ("bea", 3)],
    }
    return Material("first", **(given | changes))


def weighing(jury, public):
    return RULES | {"combination": {"rule": "shares", "weights": {"jury": jury, "public": public}}}


def reasons(rules, **changes):
    return reckon(rules, material(**changes)).reasons


def test_category_with_sheets_and_ballots_is_decided():
    found = reckon(RULES, material())

    assert (found.reasons, found.winners) == ((), ("bea",))
    assert found.to_json()["status"] == "decided"
    assert found.to_json()["tied"] == []


@pytest.mark.parametrize("ballots", [[], [("", 7)], [("cia", 4), ("", 1)]])
def test_vote_that_names_nobody_who_stands_decides_nothing(ballots):
    """Cia was a finalist and has left: votes for her name nobody who can win."""
    found = reckon(RULES, material(ballots=ballots, added=["cia"], left=["cia"]))

    assert (found.reasons, found.winners) == (("no_ballots",), ())


@pytest.mark.parametrize("method", ["score", "points", "star"])
def test_scores_of_nothing_name_nobody(method):
    rules = RULES | {"vote": {"method": method}}

    assert reasons(rules, ballots=[("ada:0+bea:0", 5)]) == ("no_ballots",)
    assert reasons(rules, ballots=[("ada:0+bea:1", 1)]) == ()


@pytest.mark.parametrize("method", ["borda", "irv", "schulze"])
def test_blank_rankings_name_nobody(method):
    assert reasons(RULES | {"vote": {"method": method}}, ballots=[("", 5)]) == ("no_ballots",)


def test_vote_alone_without_ballots_is_not_decided_by_lot():
    """Seen: a vote with no ballots announced a winner by lot who had never been asked."""
    rules = VOTE_ALONE | {"ties": ["lot"]}

    found = reckon(rules, material(ballots=[]), seed=b"seed")

    assert (found.reasons, found.winners) == (("no_ballots",), ())


@pytest.mark.parametrize(
    "sheets", [[], [sheet("ada", 5)]], ids=["without sheets", "below the quorum"]
)
def test_jury_without_its_quorum_decides_nothing(sheets):
    rules = RULES | {"jury": JURY | {"quorum": 2}}

    assert reasons(rules, sheets=sheets) == ("no_quorum",)


def test_nobody_stands():
    assert reasons(RULES, left=["ada", "bea"]) == ("nobody",)
    assert reasons(RULES, entries=[], sheets=[], ballots=[]) == ("nobody",)
    assert reckon(RULES, material(left=["ada", "bea"])).winners == ()


def test_nobody_was_to_judge():
    rules = {key: rule for key, rule in RULES.items() if key not in {"jury", "vote"}}

    assert reasons(rules, sheets=[], ballots=[]) == ("nobody",)


def test_finalist_without_a_figure_is_not_given_nothing():
    found = reckon(RULES, material(added=["cia"]))

    assert (found.reasons, found.winners) == (("no_figure",), ())
    assert found.jury == {"ada": F(5), "bea": F(3)}


def test_figure_of_nothing_is_a_figure():
    assert reasons(RULES, sheets=[sheet("ada", 5), sheet("bea", 0)]) == ()


@pytest.mark.parametrize("rules", [EARLIER, RULES | {"too_little": {"no_figure": "zero"}}])
def test_rule_book_may_say_that_who_has_no_figure_has_nothing(rules):
    found = reckon(rules, material(added=["cia"], ballots=[("cia", 1), ("bea", 3)]))

    assert (found.reasons, found.winners) == ((), ("bea",))
    assert found.combined.scores["cia"] == F(1, 8)


def test_entry_without_a_figure_that_does_not_go_on_holds_nothing_up():
    assert reasons(RULES, entries=["ada", "bea", "cia"]) == ()


def test_tie_for_place_1_that_no_rule_breaks_is_not_decided():
    even = [sheet("ada", 3), sheet("bea", 3)]

    found = reckon(RULES, material(sheets=even, ballots=[("ada", 1), ("bea", 1)]))

    assert (found.reasons, found.winners) == (("tie",), ())
    assert found.to_json()["tied"] == ["ada", "bea"]


def test_lot_decides_where_the_rule_book_has_one():
    even = material(sheets=[sheet("ada", 3), sheet("bea", 3)], ballots=[("ada", 1), ("bea", 1)])

    found = reckon(RULES | {"ties": ["lot"]}, even, seed=b"seed")

    assert (found.reasons, len(found.winners)) == ((), 1)


def test_tie_further_down_holds_nothing_up():
    rules = RULES | {"jury": JURY | {"finalists": 3}}
    sheets = [sheet("ada", 5), sheet("bea", 2), sheet("cia", 2)]
    ballots = [("ada", 4), ("bea", 1), ("cia", 1)]

    assert reasons(rules, entries=["ada", "bea", "cia"], sheets=sheets, ballots=ballots) == ()


def test_tie_is_not_spoken_of_where_there_is_too_little_to_reckon_with():
    even = [sheet("ada", 3), sheet("bea", 3)]

    assert reasons(RULES, sheets=even, ballots=[]) == ("no_ballots",)


def test_reasons_stand_in_their_order():
    found = reasons(RULES, sheets=[], ballots=[])

    assert found == ("no_ballots", "no_quorum")
    assert sorted(found, key=REASONS.index) == list(found)
    assert reasons(RULES, added=["cia"], ballots=[]) == ("no_ballots", "no_figure")


@pytest.mark.parametrize(
    ("rules", "changes"),
    [
        (weighing(1, 0), {"ballots": []}),
        (weighing(0, 1), {"sheets": []}),
        (weighing(0, 1), {"added": ["cia"]}),
        (JURY_ALONE, {"ballots": []}),
        (VOTE_ALONE, {"sheets": []}),
    ],
)
def test_side_without_weight_or_without_a_round_holds_nothing_up(rules, changes):
    assert reasons(rules, **changes) == ()


def test_one_side_alone_weighs_whatever_its_weight():
    rules = JURY_ALONE | {"combination": {"rule": "shares", "weights": {"jury": 0, "public": 1}}}

    assert reasons(rules, sheets=[]) == ("no_quorum",)


def test_undecided_category_keeps_its_figures_and_places_nobody():
    written = reckon(RULES, material(ballots=[])).to_json()

    assert written == {
        "status": "undecided",
        "reasons": ["no_ballots"],
        "jury": {"ada": "5", "bea": "3"},
        "public": {"ada": "0", "bea": "0"},
        "ballots": {"cast": 0, "standing": 0, "left": 0},
        "scores": {"ada": "5/8", "bea": "3/8"},
        "placements": [],
        "tied": [],
        "notes": [],
    }


def test_without_a_vote_there_is_no_turnout():
    assert reckon(JURY_ALONE, material(ballots=[])).to_json()["ballots"] is None


def test_turnout_tells_those_who_named_somebody_who_has_left():
    ballots = [("ada>cia", 2), ("cia", 3), ("bea=ada", 4), ("", 5)]

    found = turnout(ballots, ["ada", "bea"], ["cia"])

    assert found == Turnout(cast=14, standing=6, left=5)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", set()),
        ("a", {"a"}),
        ("a+b-2", {"a", "b-2"}),
        ("a>b=c", {"a", "b", "c"}),
        ("a:10+b:0+c:05", {"a", "c"}),
    ],
)
def test_ballot_names(text, names):
    assert named(text) == names


def test_ballots_are_read_once_and_counted_twice():
    assert reasons(RULES, ballots=iter([("bea", 3)])) == ()
