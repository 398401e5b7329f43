"""What rule books mean now, and what older ones meant, by hand counts; `recount.py` says the same."""

import random
from fractions import Fraction as F

import pytest

from tests.voting.count.packages import SEED, alias, package, recount_here, recounter
from voting.count.lots import commitment, draw
from voting.count.reckoning import APART, Material, reckon
from voting.count.registry import count
from voting.count.sheets import Sheet

ADA, BEA, CIA, DUA = NAMES = [alias(name) for name in ("ada", "bea", "cia", "dua")]
RECOUNT = recounter()


def book(*, ties=("jury", "lot"), rule="places", jury=None, **vote):
    aggregate = jury or {"aggregate": "mean", "finalists": 4}
    return {
        "format": "forebild-rules/1",
        "categories": [{"slug": "first"}],
        "jury": {"criteria": [{"slug": "deed", "weight": 1}], "quorum": 1, **aggregate},
        "vote": {"method": "irv", **vote},
        "combination": {"rule": rule, "weights": {"jury": 0, "public": 1}},
        "ties": list(ties),
        "lot": {"commitment": commitment(SEED)},
    }


def judged(points, *, juror="J1"):
    return [Sheet(juror, name, {"deed": F(p)}) for name, p in points.items()]


def winner(rules, ballots, points=None, tmp_path=None):
    """By both counters."""
    sheets = judged(points or dict.fromkeys(NAMES[:3], 3))
    material = Material("first", sorted(points or NAMES[:3]), sheets, ballots=list(ballots.items()))
    made = package(rules, [material])
    code, said = recount_here(RECOUNT, tmp_path, made.archive)
    assert code == 0, said
    return reckon(rules, material, seed=SEED).winners


# Ada leads; bea and cia have 3 each. Cia's ballots go on to bea, bea's to ada: who leaves decides.
TIED = {f"{ADA}": 4, f"{BEA}>{ADA}": 3, f"{CIA}>{BEA}": 3}


@pytest.mark.parametrize(
    ("points", "won"),
    [({ADA: 1, BEA: 5, CIA: 2}, (BEA,)), ({ADA: 1, BEA: 2, CIA: 5}, (ADA,))],
)
def test_irv_tie_is_broken_by_the_rule_books_list(points, won, tmp_path):
    """The jury is named first: whoever has least from it leaves, alone."""
    rules = book(elimination="one_by_one")

    assert winner(rules, TIED, points, tmp_path) == won


def test_irv_tie_that_only_the_lot_parts_takes_one_at_a_time(tmp_path):
    rules = book(ties=("lot",), elimination="one_by_one")
    _first, last = draw(SEED, [BEA, CIA])

    assert winner(rules, TIED, tmp_path=tmp_path) == {CIA: (BEA,), BEA: (ADA,)}[last]


def test_irv_tied_left_together_in_older_books(tmp_path):
    """And ada, whom nobody would have preferred to bea, won."""
    assert winner(book(), TIED, {ADA: 1, BEA: 5, CIA: 2}, tmp_path) == (ADA,)


def test_irv_tie_of_all_who_continue_is_broken_until_two_are_left(tmp_path):
    """One ballot each: cia has least from the jury, and her ballot goes on to bea."""
    ballots = {f"{ADA}": 1, f"{BEA}": 1, f"{CIA}>{BEA}": 1}
    points = {ADA: 5, BEA: 4, CIA: 1}

    assert winner(book(elimination="one_by_one"), ballots, points, tmp_path) == (BEA,)
    assert winner(book(), ballots, points, tmp_path) == (ADA,)


def test_irv_last_two_who_are_equal_share_and_the_list_parts_them(tmp_path):
    ballots = {f"{ADA}": 2, f"{BEA}": 2}

    assert winner(book(elimination="one_by_one"), ballots, {ADA: 1, BEA: 5}, tmp_path) == (BEA,)
    assert (
        winner(book(ties=(), elimination="one_by_one"), ballots, {ADA: 1, BEA: 5}, tmp_path) == ()
    )


def test_irv_without_a_rule_that_parts_them_the_tied_leave_together(tmp_path):
    rules = book(ties=("public",), elimination="one_by_one")

    assert winner(rules, TIED, tmp_path=tmp_path) == (ADA,)


@pytest.mark.parametrize(
    ("ties", "placements"),
    [
        (("first_places",), [(1, ("a",)), (2, ("b", "c")), (4, ("e",)), (5, ("d",))]),
        (("earlier",), [(1, ("a",)), (2, ("c",)), (3, ("b",)), (4, ("e",)), (5, ("d",))]),
    ],
)
def test_count_irv_has_no_lot_and_lets_the_tied_leave_together(ties, placements):
    """`c` and `b` have 10 each in the third round; c had more in the second, both 6 in the first."""
    ballots = {"a": 11, "b": 6, "c": 6, "d>c": 4, "e>b": 4, "e": 1}

    found = count("irv", ballots.items(), ties=ties)

    assert [(p.place, p.candidates) for p in found.placements] == placements


def test_together_or_one_by_one_makes_another_winner_in_small_awards():
    """Why it is said: of made-up small awards, in which ties are frequent, some are won by another."""
    source, turned, decided = random.Random(5), 0, 0
    for _ in range(400):
        ballots = [
            (">".join(source.sample(NAMES, source.randint(1, 4))), 1)
            for _ in range(source.randint(3, 12))
        ]
        material = Material("first", NAMES, judged(dict.fromkeys(NAMES, 3)), ballots=ballots)
        now = reckon(book(elimination="one_by_one"), material, seed=SEED).winners
        once = reckon(book(), material, seed=SEED).winners
        decided += 1
        turned += now != once

    assert 0.01 < turned / decided < 0.2


@pytest.mark.parametrize("put_forward", [{}, {"put_forward": "on_the_ballot"}])
def test_whom_the_jury_puts_last_can_be_chosen_by_the_public(put_forward, tmp_path):
    """Under Borda the jury's last has a figure of 0; 90 of 100 votes are hers."""
    rules = book(
        jury={"aggregate": "borda", "finalists": 3}, rule="public_among_shortlist", method="single"
    )
    rules["combination"]["weights"] = {"jury": 1, "public": 1}
    rules["combination"] |= put_forward
    ballots = {ADA: 6, BEA: 4, CIA: 90}

    won = winner(rules, ballots, {ADA: 5, BEA: 4, CIA: 1}, tmp_path)

    assert won == ((CIA,) if put_forward else (ADA,))


def test_finalist_added_by_decision_is_put_forward_as_well(tmp_path):
    rules = book(rule="public_among_shortlist", method="single")
    rules["combination"] |= {"weights": {"jury": 1, "public": 1}, "put_forward": "on_the_ballot"}
    material = Material(
        "first",
        [ADA, BEA],
        judged({ADA: 5, BEA: 4}),
        ballots=[(ADA, 1), (DUA, 9)],
        added=[DUA],
    )

    made = package(rules, [material])

    assert reckon(rules, material, seed=SEED).winners == (DUA,)
    assert recount_here(RECOUNT, tmp_path, made.archive)[0] == 0


def severity(**changes):
    rules = book(jury={"aggregate": "severity", "finalists": 4})
    sheets = [
        *judged({ADA: 5, BEA: 4}, juror="J1"),
        *judged({ADA: 4, BEA: 2}, juror="J2"),
        *judged({CIA: 3, DUA: 2}, juror="J3"),
        *judged(changes, juror="J4"),
    ]
    return reckon(rules, Material("first", NAMES, sheets, ballots=[(ADA, 1)]), seed=SEED)


def test_panels_without_a_common_juror_are_noted_in_the_result():
    assert APART in severity().notes
    assert APART not in severity(**{ADA: 3, CIA: 3}).notes
