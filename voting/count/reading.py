"""Reading ballots from a CSV file with the header `ballot,count`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TextIO, TypeVar

from voting.count.notation import BallotError

B = TypeVar("B")
HEADER = ["ballot", "count"]


class BallotFileError(ValueError):
    """A file that cannot be read; the message is one line `file:line: reason`."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(f"{name}:{line}: {reason}")


def read_ballots(
    stream: TextIO, parse: Callable[[str], B], *, name: str
) -> Iterator[tuple[B, int]]:
    """Ballots with their counts, one by one. Raises `BallotFileError` at the first bad line."""
    reader = csv.reader(stream, strict=True)
    line = 1
    try:
        _check_header(next(reader, None))
        for row in reader:
            line = reader.line_num
            if row:
                yield _read_row(row, parse)
    except BallotError as error:
        raise BallotFileError(name, line, str(error)) from None
    except csv.Error as error:
        raise BallotFileError(name, reader.line_num, f"not CSV: {error}") from None
    except UnicodeDecodeError:
        raise BallotFileError(name, reader.line_num + 1, "not UTF-8") from None


def _check_header(row: list[str] | None) -> None:
    if row != HEADER:
        raise BallotError('the first line must be "ballot,count"')


def _read_row(row: list[str], parse: Callable[[str], B]) -> tuple[B, int]:
    if len(row) != len(HEADER):
        raise BallotError(f"two fields expected, found {len(row)}")
    text, count = row
    if not (count.isascii() and count.isdigit() and int(count) > 0):
        raise BallotError(f"the count must be a whole number above 0, not {count!r}")
    return parse(text), int(count)
