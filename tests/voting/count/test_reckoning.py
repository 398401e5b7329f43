from fractions import Fraction as F

import pytest

from voting.count.lots import draw
from voting.count.notation import BallotError
from voting.count.reckoning import Material, jury_figures, reckon, shortlist
from voting.count.sheets import Sheet

JURY = {
    "criteria": [{"slug": "model", "weight": 2}, {"slug": "deed", "weight": 1}],
    "aggregate": "mean",
    "quorum": 1,
    "finalists": 2,
}
RULES = {
    "jury": JURY,
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury"],
}


def sheet(juror, entry, model, deed=None):
    scores = {"model": F(model)} | ({} if deed is None else {"deed": F(deed)})
    return Sheet(juror, entry, scores)


SHEETS = [
    sheet("x", "ada", 5, 2),
    sheet("x", "bea", 4, 4),
    sheet("y", "bea", 3),
    sheet("x", "cia", 1, 1),
]
ENTRIES = ("ada", "bea", "cia")


def category(**changes):
    given = {"entries": ENTRIES, "sheets": SHEETS, "ballots": [("ada", 1), ("bea", 3)]}
    return Material("first", **(given | changes))


def order(found):
    return [p.candidates for p in found.combined.placements]


def test_jury_chooses_the_finalists_and_counts_half():
    found = reckon(RULES, category())

    assert found.jury == {"ada": F(4), "bea": F(7, 2), "cia": F(1)}
    assert found.finalists == ("ada", "bea")
    assert found.combined.scores == {
        "ada": F(1, 2) * F(4) / F(15, 2) + F(1, 2) * F(1, 4),
        "bea": F(1, 2) * F(7, 2) / F(15, 2) + F(1, 2) * F(3, 4),
    }
    assert order(found) == [("bea",), ("ada",)]


def test_result_is_written_with_exact_strings():
    written = reckon(RULES, category()).to_json()

    assert written["jury"] == {"ada": "4", "bea": "7/2"}
    assert written["scores"] == {"ada": "47/120", "bea": "73/120"}
    assert written["public"] == {"ada": "1", "bea": "3"}
    assert written["placements"] == [
        {"place": 1, "candidates": ["bea"]},
        {"place": 2, "candidates": ["ada"]},
    ]


def test_vote_alone_without_a_jury():
    found = reckon(RULES | {"jury": None}, category(sheets=[]))

    assert (found.jury, found.finalists) == ({}, ENTRIES)
    assert order(found) == [("bea",), ("ada",), ("cia",)]


def test_jury_alone_without_a_vote():
    rules = {key: rule for key, rule in RULES.items() if key != "vote"}

    found = reckon(rules, category(ballots=[]))

    assert found.vote is None
    assert order(found) == [("ada",), ("bea",)]


def test_vote_in_which_nobody_voted_leaves_it_to_the_jury():
    assert order(reckon(RULES, category(ballots=[]))) == [("ada",), ("bea",)]


def test_everybody_who_shares_the_last_place_among_the_finalists_goes_on():
    figures = {"ada": F(5), "bea": F(3), "cia": F(3), "dua": F(1)}

    assert shortlist(JURY, figures, list(figures)) == (
        ("ada", "bea", "cia"),
        ("a tie for the last place among the finalists",),
    )


def test_lot_decides_the_last_place_among_the_finalists():
    figures = {"ada": F(5), "bea": F(3), "cia": F(3), "dua": F(1)}
    (lucky, _) = draw(b"seed", ["bea", "cia"])

    found = shortlist(JURY, figures, list(figures), ties=["jury", "lot"], seed=b"seed")

    assert found == (tuple(sorted(["ada", lucky])), ())


def test_entry_below_the_quorum_does_not_go_on():
    figures = jury_figures(JURY | {"quorum": 2}, category())

    assert figures == {"ada": None, "bea": F(7, 2), "cia": None}
    assert shortlist(JURY, figures, ENTRIES) == (("bea",), ())


def test_when_nobody_has_the_quorum_all_go_on():
    found = reckon(RULES | {"jury": JURY | {"quorum": 3}}, category())

    assert found.finalists == ENTRIES
    assert found.notes == ("no entry has the jury's quorum: all of them go on",)


def test_finalist_by_decision_is_added_and_one_who_left_is_struck():
    found = reckon(RULES, category(added=["cia"], left=["bea"], ballots=[("bea", 9), ("cia", 1)]))

    assert found.finalists == ("ada", "cia")
    assert found.vote.rounds[0].tallies == {"ada": 0, "cia": 1}
    assert found.vote.ballots == 10


@pytest.mark.parametrize(
    ("method", "ballot", "tallies"),
    [
        ("approval", "bea+ada", {"ada": 1, "cia": 0}),
        ("irv", "bea>ada=cia", {"ada": F(1, 2), "cia": F(1, 2)}),
        ("irv", "bea=ada>cia", {"ada": 1, "cia": 0}),
        ("score", "bea:5+cia:2", {"ada": 0, "cia": 2}),
    ],
)
def test_who_left_is_struck_from_ballots_of_every_kind(method, ballot, tallies):
    rules = RULES | {"vote": {"method": method}}

    found = reckon(rules, category(added=["cia"], left=["bea"], ballots=[(ballot, 1)]))

    assert found.vote.rounds[0].tallies == tallies


def test_everybody_left():
    found = reckon(RULES, category(left=ENTRIES))

    assert (found.finalists, found.vote, order(found)) == ((), None, [])


def test_sheets_on_others_are_not_the_categorys():
    found = reckon(RULES, category(sheets=[*SHEETS, sheet("x", "elsewhere", 5, 5)]))

    assert "elsewhere" not in found.jury


def test_ballot_for_who_is_not_a_finalist_is_refused():
    with pytest.raises(BallotError, match="not a candidate: cia"):
        reckon(RULES, category(ballots=[("cia", 1)]))


def test_tie_is_broken_by_the_rule_book_and_noted():
    even = [sheet("x", "ada", 3, 3), sheet("x", "bea", 3, 3)]
    rules = RULES | {"ties": ["jury", "public", "lot"]}

    found = reckon(rules, category(sheets=even, ballots=[("ada", 1), ("bea", 1)]), seed=b"seed")

    assert order(found) == [(name,) for name in draw(b"seed", ["ada", "bea"])]
    assert [note.split(":")[0] for note in found.to_json()["notes"]] == ["lot"]


def test_earlier_round_of_the_vote_can_break_a_tie():
    """Both have 3 of 6 at the end and the jury holds them equal; bea had more first votes."""
    rules = RULES | {"vote": {"method": "irv"}, "ties": ["earlier"]}
    even = [sheet("x", name, 3, 3) for name in ENTRIES]
    ballots = [("ada", 2), ("bea", 3), ("cia>ada", 1)]

    found = reckon(
        rules | {"jury": JURY | {"finalists": 3}}, category(sheets=even, ballots=ballots)
    )

    assert order(found) == [("bea",), ("ada",), ("cia",)]


def test_result_names_its_category():
    assert reckon(RULES, category()).slug == "first"


@pytest.mark.parametrize("left", [(), ("cia",)])
def test_vote_by_eph_goes_on_until_one_place_is_filled(left):
    rules = RULES | {"vote": {"method": "eph"}}

    found = reckon(rules, category(ballots=[("ada", 1), ("bea", 3)], left=left))

    assert (found.vote.seats, found.vote.rounds[-1].elected) == (1, ("bea",))


def test_lot_of_the_rule_book_decides_the_last_place_among_the_finalists():
    sheets = [sheet("x", name, 3, 3) for name in ENTRIES]
    rules = RULES | {"ties": ["lot"]}

    found = reckon(rules, category(sheets=sheets, ballots=[]), seed=b"seed")

    assert found.finalists == tuple(sorted(draw(b"seed", ENTRIES)[:2]))


def test_side_to_which_the_rules_give_no_weight_has_none():
    rules = RULES | {"combination": {"rule": "shares", "weights": {"jury": 1}}}

    found = reckon(rules, category())

    assert found.combined.scores == {"ada": F(8, 15), "bea": F(7, 15)}
