"""Figures of sides, from a table that somebody typed, pasted or keeps in a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from voting.count.reading import shortened

CANDIDATE, CATEGORY, PLACE = "candidate", "category", "place"
MOST_CANDIDATES, MOST_SIDES, MOST_DIGITS = 500, 8, 30
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+|/[0-9]*[1-9][0-9]*)?")


class FigureError(ValueError):
    """A table that cannot be read: the line (1 is the header), what is wrong, and with what.

    `problem` is one of: "empty", "no candidate", "no sides", "too many sides", "unnamed", "twice",
    "too many", "columns", "number", "place", "column", "not CSV".
    """

    def __init__(self, line: int, problem: str, what: str = "") -> None:
        self.line, self.problem, self.what = line, problem, what
        super().__init__(f"line {line}: {problem}{f': {what!r}' if what else ''}")

    def in_file(self, name: str) -> str:
        """One line, no longer than a screen, for whoever gave the file."""
        return f"{name}:{self.line}: {shortened(f'{self.problem} {self.what}')}"


@dataclass
class Table:
    """The figures of one category: by side, then by candidate; an empty cell is no figure.

    `places`: the places that somebody published, to compare with.
    """

    name: str
    sides: dict[str, dict[str, Fraction]]
    places: dict[str, int] = field(default_factory=dict)


def read_tables(
    lines: Iterable[str], *, columns: Mapping[str, str] | None = None, add_up: bool = False
) -> dict[str, Table]:
    """The tables in a text, by category ("" where there is no such column).

    The header names the columns: `candidate`, then one for each side, such as `jury,public`; also
    `category`, which parts the rows into several tables, and `place`. Commas, semicolons or tabs
    part the cells (whichever the header has, tabs first); a figure is a whole number, a decimal
    with point or comma, or a fraction such as `7/2`. `columns` gives other names, ours to theirs;
    then no other column is read. A candidate has one row in a category, unless `add_up`: then the
    figures of all her rows are added, as of many juries' points. Raises `FigureError`.
    """
    rows = _rows(lines)
    number, header = next(rows, (1, []))
    if not header:
        raise FigureError(1, "empty")
    wanted = _columns(header, columns, number)
    tables: dict[str, Table] = {}
    for number, cells in rows:
        if len(cells) != len(header):
            raise FigureError(number, "columns", str(len(header)))
        found = {ours: cells[at] for ours, at in wanted.items()}
        _read(tables, found, number, add_up=add_up)
    if not tables:
        raise FigureError(number, "empty")
    return tables


def number(text: str) -> Fraction:
    """A figure as an exact number. Raises `ValueError`."""
    if len(text) > MOST_DIGITS or not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Fraction(text.replace(",", "."))


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and trimmed cells, without empty lines."""
    filled = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    header = filled[0][1] if filled else ""
    mark = next((m for m in "\t;," if m in header), ",")
    for n, line in filled:
        try:
            cells = next(csv.reader([line.rstrip("\r\n")], delimiter=mark))
        except csv.Error as error:
            raise FigureError(n, "not CSV", str(error)) from None
        yield n, [cell.strip() for cell in cells]


def _columns(header: list[str], columns: Mapping[str, str] | None, line: int) -> dict[str, int]:
    """Where each of our columns stands."""
    names = [name.casefold().lstrip("\ufeff") for name in header]
    named = columns or {name: name for name in names}
    if missing := [theirs for theirs in named.values() if theirs.casefold() not in names]:
        raise FigureError(line, "column", missing[0])
    found = {ours: names.index(theirs.casefold()) for ours, theirs in named.items()}
    sides = set(found) - {CANDIDATE, CATEGORY, PLACE}
    if CANDIDATE not in found:
        raise FigureError(line, "no candidate")
    if "" in sides or len(names) > len(set(names)):
        raise FigureError(line, "unnamed")
    if not sides:
        raise FigureError(line, "no sides")
    if len(sides) > MOST_SIDES:
        raise FigureError(line, "too many sides", str(MOST_SIDES))
    return found


def _read(tables: dict[str, Table], cells: dict[str, str], line: int, *, add_up: bool) -> None:
    name, category = cells.pop(CANDIDATE), cells.pop(CATEGORY, "")
    place = cells.pop(PLACE, "")
    if not name:
        raise FigureError(line, "unnamed")
    table = tables.setdefault(category, Table(category, {side: {} for side in cells}))
    known = any(name in held for held in table.sides.values()) or name in table.places
    if known and not add_up:
        raise FigureError(line, "twice", name)
    for side, text in cells.items():
        if text:
            held = table.sides[side]
            held[name] = held.get(name, Fraction(0)) + _figure(text, line)
    if place:
        table.places[name] = _place(place, line)
    if max(map(len, table.sides.values())) > MOST_CANDIDATES:
        raise FigureError(line, "too many", str(MOST_CANDIDATES))


def _figure(text: str, line: int) -> Fraction:
    try:
        return number(text)
    except ValueError:
        raise FigureError(line, "number", text[:MOST_DIGITS]) from None


def _place(text: str, line: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS):
        raise FigureError(line, "place", text[:MOST_DIGITS])
    return int(text)
