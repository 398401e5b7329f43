"""Several places that win: who wins, and what must be parted before it is known who wins what."""

from __future__ import annotations

import pytest

from tests.voting.count.packages import SEED, alias, package, recount, recounter
from voting.count.deciding import tied_for_a_seat
from voting.count.lots import commitment
from voting.count.outcome import place
from voting.count.reckoning import Material, reckon

RECOUNT = recounter()
A, B, C, D = (alias(name) for name in "abcd")
GRADES = [{"sv": "Guld"}, {"sv": "Silver"}, {"sv": "Brons"}]


def book(seats: int, *, graded: bool = False, ties: tuple[str, ...] = ()) -> dict:
    prize = {"seats": seats, **({"grades": GRADES[:seats]} if graded else {})}
    return {
        "format": "forebild-rules/2",
        "categories": [{"slug": "first", "prize": prize}],
        "rounds": [{"slug": "vote", "kind": "vote", "method": "approval"}],
        "combination": {"rule": "shares", "weights": {"jury": 1, "public": 1}},
        "ties": list(ties),
        "lot": {"commitment": commitment(SEED)},
    }


def votes(**given: int) -> Material:
    entries = [alias(name) for name in given]
    return Material("first", entries, ballots=[(alias(n), count) for n, count in given.items()])


@pytest.mark.parametrize(
    ("seats", "graded", "given", "winners", "tied"),
    [
        (1, False, {"a": 4, "b": 3}, (A,), ()),
        (2, False, {"a": 4, "b": 3, "c": 1}, (A, B), ()),
        (3, True, {"a": 4, "b": 3, "c": 1}, (A, B, C), ()),
        (2, False, {"a": 4, "b": 4, "c": 1}, (A, B), ()),
        (2, True, {"a": 4, "b": 4, "c": 1}, (), (A, B)),
        (2, False, {"a": 4, "b": 3, "c": 3}, (), (B, C)),
        (3, True, {"a": 4, "b": 3, "c": 1, "d": 1}, (), (C, D)),
        (2, True, {"a": 4, "b": 3, "c": 1, "d": 1}, (A, B), ()),
        (3, True, {"a": 4, "b": 3}, (A, B), ()),
    ],
)
def test_who_wins_and_who_has_to_be_parted(tmp_path, seats, graded, given, winners, tied):
    rules, material = book(seats, graded=graded), votes(**given)

    found = reckon(rules, material, seed=SEED)
    made = package(rules, [material], receipts=[f"{n:064x}" for n in range(sum(given.values()))])
    code, said = recount(tmp_path, made.archive)

    assert found.winners == winners
    assert tuple(found.to_json()["tied"]) == tied
    assert (found.reasons == ("tie",)) == bool(tied)
    assert code == 0, said
    assert made.result["categories"]["first"].get("seats", 1) == seats


def test_a_tie_for_a_seat_is_broken_by_the_lot():
    found = reckon(book(2, ties=("lot",)), votes(a=4, b=3, c=3), seed=SEED)

    assert len(found.winners) == 2
    assert found.reasons == ()


@pytest.mark.parametrize("seats", [1, 2, 3, 4])
@pytest.mark.parametrize("graded", [True, False])
@pytest.mark.parametrize(
    "groups", [[["a", "b", "c", "d"]], [["a"], ["b", "c"], ["d"]], [["a", "b"], ["c", "d"]]]
)
def test_both_counters_part_the_same(seats, graded, groups):
    ours = tied_for_a_seat(place(groups), seats, graded=graded)

    assert list(ours) == RECOUNT.sharing(groups, seats, graded)
