"""From jurors' score sheets to one figure an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

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

    `weights` are the criteria's parts. `rule`: "mean", "median", "trimmed" (without the highest
    and the lowest where there are more than three), "borda" (of each juror's ranking) or
    "zscores" (distance from the juror's own mean in her own mean absolute deviations).
    Raises `ValueError` for another rule.
    """
    if rule not in _RULES:
        raise ValueError(f"{rule!r} is not a way to aggregate: {', '.join(_RULES)}")
    table = weigh(sheets, weights)
    figures = _RULES[rule](table)
    return {
        entry: figures[entry] if len(by_juror) >= quorum else None
        for entry, by_juror in table.items()
    }


def weigh(sheets: Iterable[Sheet], weights: Mapping[str, int]) -> Table:
    """Entry → juror → weighted mean of the criteria that the juror scored."""
    table: Table = {}
    for sheet in sheets:
        scored = {c: p for c, p in sheet.scores.items() if c in weights}
        if scored:
            total = sum(weights[c] for c in scored)
            figure = sum((weights[c] * p for c, p in scored.items()), Fraction(0)) / total
            table.setdefault(sheet.entry, {})[sheet.juror] = figure
    return table


def mean(figures: Sequence[Fraction]) -> Fraction:
    return sum(figures, Fraction(0)) / len(figures)


def _means(table: Table) -> dict[str, Fraction]:
    return {entry: mean(list(by.values())) for entry, by in table.items()}


def _medians(table: Table) -> dict[str, Fraction]:
    return {entry: Fraction(median(by.values())) for entry, by in table.items()}


def _trimmed(table: Table) -> dict[str, Fraction]:
    return {entry: mean(_trim(sorted(by.values()))) for entry, by in table.items()}


def _trim(figures: list[Fraction]) -> list[Fraction]:
    return figures[1:-1] if len(figures) > 3 else figures


def _borda(table: Table) -> dict[str, Fraction]:
    """The mean share of the others whom a juror places below; equals count half."""
    return _means(_by_juror(table, _beaten))


def _zscores(table: Table) -> dict[str, Fraction]:
    return _means(_by_juror(table, _deviations))


def _beaten(row: dict[str, Fraction]) -> dict[str, Fraction]:
    others = len(row) - 1
    return {
        entry: Fraction(
            sum(2 * (p > q) + (p == q) for other, q in row.items() if other != entry), 2 * others
        )
        if others
        else Fraction(1, 2)
        for entry, p in row.items()
    }


def _deviations(row: dict[str, Fraction]) -> dict[str, Fraction]:
    """Mean absolute deviation instead of the standard deviation: exact, with no square root."""
    middle = mean(list(row.values()))
    spread = mean([abs(p - middle) for p in row.values()])
    return {entry: (p - middle) / spread if spread else Fraction(0) for entry, p in row.items()}


def _by_juror(table: Table, change: Callable[[dict[str, Fraction]], dict[str, Fraction]]) -> Table:
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


_RULES = {
    "mean": _means,
    "median": _medians,
    "trimmed": _trimmed,
    "borda": _borda,
    "zscores": _zscores,
}
