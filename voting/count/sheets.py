"""From jurors' score sheets to one figure an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from voting.count.roots import mean, standard_scores
from voting.count.severity import adjusted

Points = Mapping[str, Fraction]
Table = dict[str, dict[str, Fraction]]


@dataclass(frozen=True)
class Sheet:
    """One juror on one entry: points by criterion. A criterion left out is missing, not zero."""

    juror: str
    entry: str
    scores: Points


def aggregate(
    sheets: Iterable[Sheet], weights: Mapping[str, int], *, rule: str = "mean", quorum: int = 1
) -> dict[str, Fraction | None]:
    """One figure for each entry that has a sheet; None where fewer than `quorum` sheets count.

    `weights` are the criteria's parts; a criterion that is not among them, or weighs 0, is left
    out. What was not scored is missing, never 0. `rule`:
    "mean", "median" (the mean of the two in the middle for an even number), "trimmed" (the mean
    without the highest and the lowest where there are more than three), "borda" (of each juror's
    own order, see `_beaten`), "zscores" (the mean of distances from each juror's own mean in her
    own standard deviations) or "severity" (see `voting.count.severity`).
    Sheets on entries below the quorum still tell how harsh their jurors are.
    Raises `ValueError` for another rule.
    """
    if rule not in RULES:
        raise ValueError(f"{rule!r} is not a way to aggregate: {', '.join(RULES)}")
    table = weigh(sheets, weights)
    figures = RULES[rule](table)
    return {
        entry: figures[entry] if len(by_juror) >= quorum else None
        for entry, by_juror in table.items()
    }


def weigh(sheets: Iterable[Sheet], weights: Mapping[str, int]) -> Table:
    """Entry → juror → weighted mean of the criteria that the juror scored."""
    table: Table = {}
    for sheet in sheets:
        scored = {c: p for c, p in sheet.scores.items() if weights.get(c)}
        if scored:
            total = sum(weights[c] for c in scored)
            figure = sum((weights[c] * p for c, p in scored.items()), Fraction(0)) / total
            table.setdefault(sheet.entry, {})[sheet.juror] = figure
    return table


def _means(table: Table) -> dict[str, Fraction]:
    return {entry: mean(list(by.values())) for entry, by in table.items()}


def _medians(table: Table) -> dict[str, Fraction]:
    return {entry: Fraction(median(by.values())) for entry, by in table.items()}


def _trimmed(table: Table) -> dict[str, Fraction]:
    return {entry: mean(_trim(sorted(by.values()))) for entry, by in table.items()}


def _trim(figures: list[Fraction]) -> list[Fraction]:
    return figures[1:-1] if len(figures) > 3 else figures


def _borda(table: Table) -> dict[str, Fraction]:
    return _means(_by_juror(table, _beaten))


def _zscores(table: Table) -> dict[str, Fraction]:
    return _means(_by_juror(table, standard_scores))


def _beaten(row: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Of a juror's other entries, the share she puts below this one; equals count half.

    A share and not a number, so that jurors with few entries weigh as much as those with many; a
    juror with one entry gives it one half.
    """
    others = len(row) - 1
    return {
        entry: Fraction(
            sum(2 * (p > q) + (p == q) for other, q in row.items() if other != entry), 2 * others
        )
        if others
        else Fraction(1, 2)
        for entry, p in row.items()
    }


def _by_juror(
    table: Table, change: Callable[[Mapping[str, Fraction]], dict[str, Fraction]]
) -> Table:
    """Turn each juror's own row, and put the table together again."""
    rows: Table = {}
    for entry, by_juror in table.items():
        for juror, figure in by_juror.items():
            rows.setdefault(juror, {})[entry] = figure
    turned: Table = {}
    for juror, row in rows.items():
        for entry, figure in change(row).items():
            turned.setdefault(entry, {})[juror] = figure
    return turned


RULES: dict[str, Callable[[Table], dict[str, Fraction]]] = {
    "mean": _means,
    "median": _medians,
    "trimmed": _trimmed,
    "borda": _borda,
    "zscores": _zscores,
    "severity": adjusted,
}
