"""How harsh each juror is and how good each entry is, estimated together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from voting.count.linear import solve
from voting.count.roots import mean, square_root

Table = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Severity:
    """`quality` of entries and `severity` of jurors, in points of the scale, with standard errors.

    Severities add up to 0 within each part of the table that hangs together; a positive one is a
    harsh juror. `errors` are those of `quality`, to 20 decimals; None where there are no more
    scores than unknowns. `parts`: entries that can be compared; several parts mean that no chain
    of shared jurors links them, and that figures from different parts stand on different ground.
    """

    quality: dict[str, Fraction]
    severity: dict[str, Fraction]
    errors: dict[str, Fraction | None]
    parts: tuple[tuple[str, ...], ...]


def estimate(table: Table) -> Severity:
    """Least squares for score = quality(entry) - severity(juror) over the scores there are.

    `table`: entry → juror → score. The incomplete table of assignments is no obstacle: missing
    scores are simply not in the sum of squares. The normal equations are solved exactly.
    Source: two-way additive layout with unequal numbers, H. Scheffé, "The Analysis of Variance"
    (1959), chapter 4; exact in both counters, so it needs no iteration.
    """
    quality: dict[str, Fraction] = {}
    severity: dict[str, Fraction] = {}
    inverses: dict[str, Fraction] = {}
    parts = _parts(table)
    for part in parts:
        part_table = {entry: table[entry] for entry in part}
        _fit(part_table, quality, severity, inverses)
    variance = _residual_variance(table, quality, severity, len(parts))
    errors = {
        entry: None if variance is None else square_root(variance * inverses[entry])
        for entry in quality
    }
    return Severity(quality, severity, errors, parts)


def _fit(
    table: Table,
    quality: dict[str, Fraction],
    severity: dict[str, Fraction],
    inverses: dict[str, Fraction],
) -> None:
    """Fit one part: eliminate the qualities, solve for severities, put back.

    With severities constrained to add up to 0, adding 1 to every cell of the reduced normal
    equations makes them regular without moving the solution.
    """
    jurors = sorted({juror for row in table.values() for juror in row})
    at = {juror: i for i, juror in enumerate(jurors)}
    reduced = [[Fraction(1)] * len(jurors) for _ in jurors]
    right = [Fraction(0)] * len(jurors)
    for row in table.values():
        middle, share = mean(list(row.values())), Fraction(1, len(row))
        for juror, score in row.items():
            right[at[juror]] += middle - score
            reduced[at[juror]][at[juror]] += 1
            for other in row:
                reduced[at[juror]][at[other]] -= share
    columns = [right] + [[_share(row, j) for j in jurors] for row in table.values()]
    solved = solve(reduced, columns)
    severity.update(zip(jurors, solved[0], strict=True))
    for (entry, row), column in zip(table.items(), solved[1:], strict=True):
        quality[entry] = mean([score + severity[juror] for juror, score in row.items()])
        spread = sum((c * _share(row, j) for j, c in zip(jurors, column, strict=True)), Fraction(0))
        inverses[entry] = Fraction(1, len(row)) + spread - Fraction(1, len(jurors) ** 2)


def _share(row: Mapping[str, Fraction], juror: str) -> Fraction:
    """The juror's part of an entry's mean."""
    return Fraction(1, len(row)) if juror in row else Fraction(0)


def _residual_variance(
    table: Table, quality: Mapping[str, Fraction], severity: Mapping[str, Fraction], parts: int
) -> Fraction | None:
    """Sum of squared residuals over what is left of the scores after the unknowns."""
    residuals = [
        score - quality[entry] + severity[juror]
        for entry, row in table.items()
        for juror, score in row.items()
    ]
    freedom = len(residuals) - len(quality) - len(severity) + parts
    return sum((r * r for r in residuals), Fraction(0)) / freedom if freedom > 0 else None


def _parts(table: Table) -> tuple[tuple[str, ...], ...]:
    """Entries linked by shared jurors, as connected components."""
    parts: list[tuple[set[str], set[str]]] = []
    for entry, row in sorted(table.items()):
        linked = [part for part in parts if part[1] & set(row)]
        parts = [part for part in parts if part not in linked]
        entries = {entry}.union(*(part[0] for part in linked))
        parts.append((entries, set(row).union(*(part[1] for part in linked))))
    return tuple(sorted(tuple(sorted(entries)) for entries, _ in parts))


def adjusted(table: Table) -> dict[str, Fraction]:
    """Each entry's quality: what a juror of mean severity would have given it."""
    return estimate(table).quality
