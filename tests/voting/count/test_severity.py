from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.count.linear import _minus, solve
from voting.count.roots import mean, square_root, standard_scores
from voting.count.severity import adjusted, estimate


def table(rows):
    return {entry: {juror: F(s) for juror, s in row.items()} for entry, row in rows.items()}


HARSH_AND_KIND = table(
    {
        "a": {"harsh": 2, "kind": 5},
        "b": {"harsh": 1, "kind": 4},
        "c": {"harsh": 3},
        "d": {"kind": 5},
    }
)


def test_entry_scored_by_the_harsh_juror_alone_is_not_punished_for_it():
    """harsh gives 3 less than kind. So c's 3 is worth more than d's 5."""
    found = estimate(HARSH_AND_KIND)

    assert found.severity == {"harsh": F(3, 2), "kind": F(-3, 2)}
    assert found.quality == {"a": F(7, 2), "b": F(5, 2), "c": F(9, 2), "d": F(7, 2)}


def test_figures_without_noise_have_no_error():
    assert set(estimate(HARSH_AND_KIND).errors.values()) == {F(0)}


def test_full_table_gives_the_means():
    full = table({"a": {"x": 1, "y": 5}, "b": {"x": 2, "y": 2}})

    assert adjusted(full) == {"a": F(3), "b": F(2)}


def test_standard_error_in_a_full_table_is_that_of_a_mean():
    """4 scores less 3 free unknowns leave 1; residuals are ±1, so the variance is 4."""
    full = table({"a": {"x": 1, "y": 5}, "b": {"x": 2, "y": 2}})

    assert estimate(full).errors == {name: square_root(F(4) / 2) for name in "ab"}


def test_no_more_scores_than_unknowns_gives_no_error():
    assert estimate(table({"a": {"x": 3}, "b": {"x": 4}})).errors == {"a": None, "b": None}


def test_parts_without_a_common_juror_are_told():
    found = estimate(table({"a": {"x": 3}, "b": {"x": 4}, "c": {"y": 1}}))

    assert found.parts == (("a", "b"), ("c",))
    assert found.severity == {"x": F(0), "y": F(0)}


def test_no_scores_give_nothing():
    assert adjusted({}) == {}


scores = st.integers(-20, 20).map(F)


@settings(max_examples=100, deadline=None)
@given(
    quality=st.dictionaries(st.sampled_from("abcdef"), scores, min_size=1),
    severity=st.dictionaries(st.sampled_from("uvwxyz"), scores, min_size=1),
    data=st.data(),
)
def test_additive_scores_are_recovered_exactly(quality, severity, data):
    """Every entry shares a juror with the first one, so that one table hangs together."""
    jurors = sorted(severity)
    seen = {e: {jurors[0], *data.draw(st.sets(st.sampled_from(jurors)))} for e in sorted(quality)}
    centre = mean([severity[j] for j in set().union(*seen.values())])

    found = adjusted({e: {j: quality[e] - severity[j] for j in js} for e, js in seen.items()})

    assert found == {e: q - centre for e, q in quality.items()}


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcde"),
        st.dictionaries(st.sampled_from("wxyz"), scores, min_size=1),
        min_size=1,
    )
)
def test_residuals_of_every_entry_and_juror_add_up_to_nothing(rows):
    """These are the normal equations: no other figures come closer to the scores."""
    found = estimate(rows)
    left = {
        (e, j): s - found.quality[e] + found.severity[j]
        for e, row in rows.items()
        for j, s in row.items()
    }

    for name in {n for key in left for n in key}:
        assert sum(r for key, r in left.items() if name in key) == 0


@pytest.mark.parametrize(
    ("figure", "root"),
    [
        (F(0), F(0)),
        (F(4), F(2)),
        (F(1, 4), F(1, 2)),
        (F(2), F("1.41421356237309504880")),
        (F(3), F("1.73205080756887729353")),
        (F(1, 3), F("0.57735026918962576451")),
    ],
)
def test_square_root_is_rounded_to_twenty_decimals(figure, root):
    assert square_root(figure) == root


def test_opposite_distances_cancel():
    found = standard_scores({"a": F(1), "b": F(2), "c": F(6)})

    assert found == {
        "a": -square_root(F(4) / F(14, 3)),
        "b": -square_root(F(1) / F(14, 3)),
        "c": square_root(F(9) / F(14, 3)),
    }
    assert standard_scores({"a": F(1), "b": F(3)}) == {"a": F(-1), "b": F(1)}


def test_equal_figures_have_no_distance():
    assert standard_scores({"a": F(2), "b": F(2)}) == {"a": F(0), "b": F(0)}


def test_solve_gives_each_column_its_solution():
    matrix = [[F(0), F(2)], [F(1), F(1)]]

    assert solve(matrix, [[F(4), F(5)], [F(0), F(1)]]) == [[F(3), F(2)], [F(1), F(0)]]


def test_singular_matrix_cannot_be_solved():
    with pytest.raises(ZeroDivisionError):
        solve([[F(1), F(1)], [F(1), F(1)]], [[F(1), F(1)]])


def covariance_by_hand(rows):
    """Variances of the qualities, in units of the residual variance, from the whole design.

    With X the design and c the constraint that severities add up to 0, they are the diagonal of
    (X'X + cc')^-1 X'X (X'X + cc')^-1.
    """
    entries, jurors = sorted(rows), sorted({j for row in rows.values() for j in row})
    names = [*entries, *jurors]
    design = [[F(n == e) - F(n == j) for n in names] for e, row in rows.items() for j in row]
    constraint = [F(n in jurors) for n in names]
    size = range(len(names))
    normal = [[sum(x[a] * x[b] for x in design) for b in size] for a in size]
    regular = [[normal[a][b] + constraint[a] * constraint[b] for b in size] for a in size]
    columns = solve(regular, [[normal[a][b] for a in size] for b in size])
    projected = [[columns[b][a] for b in size] for a in size]
    inverse = solve(regular, [[F(a == b) for a in size] for b in size])
    return {
        name: sum(projected[a][k] * inverse[a][k] for k in size)
        for a, name in enumerate(names)
        if name in rows
    }


def test_standard_errors_in_an_incomplete_table_are_those_of_the_whole_design():
    rows = table(
        {
            "a": {"x": 1, "y": 5, "z": 2},
            "b": {"x": 2, "y": 2},
            "c": {"y": 4, "z": 4},
            "d": {"z": 5},
            "e": {"x": 3, "z": 1},
        }
    )
    found = estimate(rows)
    residuals = [
        s - found.quality[e] + found.severity[j] for e, row in rows.items() for j, s in row.items()
    ]
    variance = sum(r * r for r in residuals) / (10 - 5 - 3 + 1)

    by_hand = covariance_by_hand(rows)

    assert found.errors == {e: square_root(variance * v) for e, v in by_hand.items()}


def test_rows_of_unequal_length_are_no_equations():
    with pytest.raises(ValueError, match="zip"):
        _minus([F(1), F(2)], F(1), [F(1)])
