"""Linear equations over the rationals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Row = list[Fraction]


def solve(matrix: Sequence[Sequence[Fraction]], columns: Sequence[Sequence[Fraction]]) -> list[Row]:
    """For each right-hand column the solution of matrix · x = column, exactly.

    Gauss-Jordan elimination. Raises `ZeroDivisionError` for a singular matrix.
    """
    size = len(matrix)
    rows = [[*matrix[i], *(column[i] for column in columns)] for i in range(size)]
    for i in range(size):
        pivot = next((j for j in range(i, size) if rows[j][i]), i)
        rows[i], rows[pivot] = rows[pivot], rows[i]
        scale = 1 / rows[i][i]
        rows[i] = [cell * scale for cell in rows[i]]
        for j in range(size):
            if j != i and rows[j][i]:
                rows[j] = _minus(rows[j], rows[j][i], rows[i])
    return [[rows[i][size + k] for i in range(size)] for k in range(len(columns))]


def _minus(row: Row, factor: Fraction, other: Row) -> Row:
    return [
        cell - factor * pivot if pivot else cell for cell, pivot in zip(row, other, strict=True)
    ]
