from fractions import Fraction as F

import pytest

from voting.count.sheets import Sheet, aggregate

WEIGHTS = {"model": 2, "deed": 1}


def sheet(juror, entry, **scores):
    return Sheet(juror, entry, {c: F(p) for c, p in scores.items()})


def test_criteria_are_weighted():
    assert aggregate([sheet("j", "a", model=5, deed=2)], WEIGHTS) == {"a": F(4)}


def test_missing_criterion_is_missing_and_not_zero():
    assert aggregate([sheet("j", "a", model=5)], WEIGHTS) == {"a": F(5)}


def test_missing_sheet_is_missing_and_not_zero():
    sheets = [sheet("j", "a", model=4), sheet("k", "a", model=2), sheet("j", "b", model=4)]

    assert aggregate(sheets, WEIGHTS) == {"a": F(3), "b": F(4)}


def test_entry_below_the_quorum_has_no_figure():
    sheets = [sheet("j", "a", model=4), sheet("k", "a", model=2), sheet("j", "b", model=4)]

    assert aggregate(sheets, WEIGHTS, quorum=2) == {"a": F(3), "b": None}


def test_empty_sheet_is_no_sheet():
    assert aggregate([sheet("j", "a")], WEIGHTS) == {}


FIVE = [sheet(f"j{i}", "a", model=p) for i, p in enumerate([1, 4, 4, 5, 5])]


@pytest.mark.parametrize(
    ("rule", "figure"), [("mean", F(19, 5)), ("median", F(4)), ("trimmed", F(13, 3))]
)
def test_rules_over_one_entry(rule, figure):
    assert aggregate(FIVE, WEIGHTS, rule=rule) == {"a": figure}


def test_three_sheets_are_not_trimmed():
    assert aggregate(FIVE[:3], WEIGHTS, rule="trimmed") == {"a": F(3)}


def test_borda_looks_at_each_jurors_order_only():
    harsh = [sheet("harsh", "a", model=2), sheet("harsh", "b", model=1)]
    kind = [sheet("kind", "a", model=4), sheet("kind", "b", model=5), sheet("kind", "c", model=4)]

    assert aggregate(harsh + kind, WEIGHTS, rule="borda") == {
        "a": (F(1) + F(1, 4)) / 2,
        "b": F(1, 2),
        "c": F(1, 4),
    }


def test_zscores_take_out_harshness():
    harsh = [sheet("harsh", "a", model=1), sheet("harsh", "b", model=2)]
    kind = [sheet("kind", "a", model=4), sheet("kind", "b", model=5)]

    assert aggregate(harsh + kind, WEIGHTS, rule="zscores") == {"a": F(-1), "b": F(1)}


def test_juror_who_gives_all_the_same_moves_nobody():
    flat = [sheet("flat", n, model=3) for n in "ab"]

    assert aggregate(flat, WEIGHTS, rule="zscores") == {"a": F(0), "b": F(0)}


def test_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="not a way to aggregate"):
        aggregate([], WEIGHTS, rule="mood")
