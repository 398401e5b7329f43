from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.count.roots import standard_scores
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
    with pytest.raises(ValueError, match="not a way to aggregate: mean, median, trimmed, borda"):
        aggregate([], WEIGHTS, rule="mood")


def test_severity_takes_out_harshness_where_jurors_saw_different_entries():
    """harsh gave 3 less than kind on the entry that both saw."""
    sheets = [
        sheet("harsh", "both", model=2),
        sheet("kind", "both", model=5),
        sheet("harsh", "one", model=3),
        sheet("kind", "other", model=5),
    ]

    assert aggregate(sheets, WEIGHTS, rule="severity") == {
        "both": F(7, 2),
        "one": F(9, 2),
        "other": F(7, 2),
    }


def test_sheets_on_entries_below_the_quorum_still_tell_who_is_harsh():
    sheets = [
        sheet("harsh", "both", model=2),
        sheet("kind", "both", model=5),
        sheet("harsh", "one", model=3),
    ]

    found = aggregate(sheets, WEIGHTS, rule="severity", quorum=2)

    assert found == {"both": F(7, 2), "one": None}


def test_criterion_that_weighs_nothing_is_left_out():
    sheets = [sheet("j", "a", model=5, deed=1), sheet("j", "b", deed=1)]

    assert aggregate(sheets, {"model": 1, "deed": 0}) == {"a": F(5)}


def test_criterion_that_is_not_in_the_rules_is_left_out():
    assert aggregate([sheet("j", "a", model=5, charm=1)], WEIGHTS) == {"a": F(5)}


def test_median_of_an_even_number_is_the_mean_of_the_two_in_the_middle():
    assert aggregate(FIVE[:2], WEIGHTS, rule="median") == {"a": F(5, 2)}
    assert aggregate(FIVE[:4], WEIGHTS, rule="median") == {"a": F(4)}


def test_four_sheets_are_trimmed_to_two():
    assert aggregate(FIVE[:4], WEIGHTS, rule="trimmed") == {"a": F(4)}


def test_zscores_are_in_the_jurors_own_standard_deviations():
    row = {"a": F(1), "b": F(2), "c": F(6)}

    found = aggregate([sheet("j", n, model=p) for n, p in row.items()], WEIGHTS, rule="zscores")

    assert found == standard_scores(row)


def test_no_sheets_give_no_figures():
    assert [aggregate([], WEIGHTS, rule=rule) for rule in RULES] == [{}] * len(RULES)


RULES = ("mean", "median", "trimmed", "borda", "zscores", "severity")
rows = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from("abcd"), st.integers(1, 5)),
    unique_by=lambda row: row[:2],
    max_size=12,
)


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(rows=rows, data=st.data())
def test_order_of_sheets_does_not_matter(rule, rows, data):
    sheets = [sheet(juror, entry, model=score) for juror, entry, score in rows]

    straight = aggregate(sheets, WEIGHTS, rule=rule)

    assert aggregate(data.draw(st.permutations(sheets)), WEIGHTS, rule=rule) == straight


@pytest.mark.parametrize("rule", ["zscores", "borda"])
@settings(max_examples=60, deadline=None)
@given(rows=rows, harsher=st.integers(1, 5))
def test_juror_who_gives_less_to_everybody_moves_nobody(rule, rows, harsher):
    kind = [sheet(juror, entry, model=score) for juror, entry, score in rows]
    harsh = [sheet(j, e, model=s - harsher if j == "x" else s) for j, e, s in rows]

    assert aggregate(harsh, WEIGHTS, rule=rule) == aggregate(kind, WEIGHTS, rule=rule)
