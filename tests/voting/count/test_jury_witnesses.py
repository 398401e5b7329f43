"""The jury's figures beside numpy's and interregnum's, on random tables of sheets with gaps.

numpy reckons in floating point and by other means: least squares by singular values, with the last
juror's severity written as minus the sum of the others'.
"""

import random
from fractions import Fraction as F

import numpy
import pytest
from interregnum.methods.preferential.borda_count import BallotTieCounting, BordaRanking
from interregnum.methods.types.preference import Preference
from interregnum.ranks import rank_n_1

from tests.voting.count.elections import MANY, SEED
from voting.count.combination import Group, combine
from voting.count.outcome import levels
from voting.count.severity import estimate
from voting.count.sheets import Sheet, aggregate

CLOSE = {"rel": 1e-9, "abs": 1e-9}
TABLES = max(MANY // 5, 1)


def tables(number):
    """Entry → juror → score: as an award has them, every entry scored by somebody."""
    source = random.Random(f"jury {SEED}")
    for _ in range(number):
        jurors = "vwxyz"[: source.randint(1, 5)]
        yield {
            entry: {
                juror: F(source.randint(1, 10))
                for juror in source.sample(jurors, source.randint(1, len(jurors)))
            }
            for entry in "abcdef"[: source.randint(1, 6)]
        }


def aggregated(table, rule):
    sheets = [Sheet(j, e, {"all": score}) for e, row in table.items() for j, score in row.items()]
    return aggregate(sheets, {"all": 1}, rule=rule)


def trimmed(scores):
    ordered = numpy.sort(scores)
    return numpy.mean(ordered[1:-1] if len(ordered) > 3 else ordered)


@pytest.mark.parametrize(
    ("rule", "witness"), [("mean", numpy.mean), ("median", numpy.median), ("trimmed", trimmed)]
)
def test_figures_over_each_entrys_sheets_are_numpys(rule, witness):
    for table in tables(TABLES):
        expected = {e: witness([float(s) for s in row.values()]) for e, row in table.items()}

        assert aggregated(table, rule) == pytest.approx(expected, **CLOSE), table


def by_juror(table):
    jurors = sorted({juror for row in table.values() for juror in row})
    return {j: {e: row[j] for e, row in table.items() if j in row} for j in jurors}


def mean_over_jurors(table, turned):
    return {entry: numpy.mean([turned[juror][entry] for juror in table[entry]]) for entry in table}


def numpys_zscores(row):
    figures = numpy.array([float(figure) for figure in row.values()])
    deviation = figures.std()
    scores = (figures - figures.mean()) / deviation if deviation else figures * 0
    return dict(zip(row, scores, strict=True))


def test_zscores_are_numpys_distances_in_population_standard_deviations():
    for table in tables(TABLES):
        turned = {juror: numpys_zscores(row) for juror, row in by_juror(table).items()}

        found = aggregated(table, "zscores")

        assert found == pytest.approx(mean_over_jurors(table, turned), **CLOSE), table


def interregnums_borda(row):
    """One juror's order as one ballot, in parts of the points that the best can have."""
    order = tuple(tuple(tier) if len(tier) > 1 else tier[0] for tier in levels(row))
    ranked = BordaRanking(
        [Preference(1, order)],
        rank_n_1,
        list(row),
        len(row),
        tie_counting=BallotTieCounting.AVERAGE,
    )
    return {entry: ranked.get_partials(entry)[-1] / F(len(row) - 1) for entry in row}


def test_borda_of_ranks_is_interregnums():
    for table in tables(TABLES):
        rows = by_juror(table)
        turned = {j: interregnums_borda(row) for j, row in rows.items() if len(row) > 1}
        if len(turned) == len(rows):
            expected = mean_over_jurors(table, turned)

            assert aggregated(table, "borda") == pytest.approx(expected, **CLOSE), table


def least_squares(table):
    """Qualities, severities and the qualities' standard errors, from the design of all scores."""
    entries, jurors = list(table), list(by_juror(table))
    at = {name: i for i, name in enumerate([*entries, *jurors[:-1]])}
    cells = [(entry, juror) for entry, row in table.items() for juror in row]
    design = numpy.zeros((len(cells), len(at)))
    for i, (entry, juror) in enumerate(cells):
        design[i, at[entry]] = 1
        if juror in at:
            design[i, at[juror]] = -1
        else:
            design[i, len(entries) :] = 1
    scores = numpy.array([float(table[entry][juror]) for entry, juror in cells])
    found, _, rank, _ = numpy.linalg.lstsq(design, scores, rcond=None)
    severities = [*found[len(entries) :], -found[len(entries) :].sum()]
    return (
        dict(zip(entries, found, strict=False)),
        dict(zip(jurors, severities, strict=True)),
        dict(zip(entries, errors(design, scores - design @ found, rank), strict=False)),
    )


def errors(design, residuals, rank):
    """Not a number where there are no more scores than unknowns."""
    freedom = len(residuals) - rank
    if not freedom:
        return [numpy.nan] * design.shape[1]
    covariance = numpy.linalg.inv(design.T @ design) * (residuals @ residuals) / freedom
    return numpy.sqrt(numpy.diag(covariance))


def test_severity_and_its_standard_errors_are_those_of_numpys_least_squares():
    compared = 0
    for table in tables(TABLES):
        found = estimate(table)
        if len(found.parts) == 1:
            compared += 1
            quality, severity, error = least_squares(table)

            assert found.quality == pytest.approx(quality, **CLOSE), table
            assert found.severity == pytest.approx(severity, **CLOSE), table
            ours = {e: numpy.nan if f is None else f for e, f in found.errors.items()}
            assert ours == pytest.approx(error, rel=1e-6, abs=1e-6, nan_ok=True), table
    assert compared > TABLES // 2


def sides(source):
    names = "abcdef"[: source.randint(2, 6)]
    return [
        Group(name, F(source.randint(1, 9)), {n: F(source.randint(1, 30)) for n in names})
        for name in ("jury", "members", "public", "press")[: source.randint(2, 4)]
    ]


def numpys_shares(figures):
    return figures / figures.sum()


def numpys_places(figures):
    """Minus the mean of the best and the worst place that one can claim."""
    better = (figures[None, :] > figures[:, None]).sum(axis=1)
    as_good = (figures[None, :] >= figures[:, None]).sum(axis=1)
    return -(better + 1 + as_good) / 2


def numpys_points(figures):
    """Places filled up to the end of the scale, then shared out among equals."""
    scale = numpy.pad([12, 10, 8, 7, 6, 5, 4, 3, 2, 1], (0, len(figures)))
    given = numpy.empty(len(figures))
    given[numpy.argsort(-figures, kind="stable")] = scale[: len(figures)]
    return numpy.array([given[figures == figure].mean() for figure in figures])


@pytest.mark.parametrize(
    ("rule", "turn"),
    [
        ("sums", lambda figures: figures),
        ("shares", numpys_shares),
        ("places", numpys_places),
        ("points", numpys_points),
        ("zscores", lambda f: (f - f.mean()) / f.std() if f.std() else f * 0),
    ],
)
def test_several_groups_with_any_weights_are_numpys_weighted_average(rule, turn):
    source = random.Random(f"groups {SEED}")
    for _ in range(TABLES):
        groups = sides(source)
        turned = [turn(numpy.array([float(f) for f in g.tallies.values()])) for g in groups]
        expected = numpy.average(turned, axis=0, weights=[float(g.weight) for g in groups])

        found = combine(groups, rule=rule).scores

        assert list(found.values()) == pytest.approx(list(expected), **CLOSE), groups
