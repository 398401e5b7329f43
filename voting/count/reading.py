"""Reading ballots from a CSV file with the header `ballot,count`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from voting.count.notation import BallotError

B = TypeVar("B")
HEADER = ["ballot", "count"]
COUNT = re.compile(r"[1-9][0-9]{0,30}\Z")
MOST_SHOWN = 200  # characters of a reason: a field of a file can have any length


class BallotFileError(ValueError):
    """A file that cannot be read; the message is one line `file:line: reason`."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(f"{name}:{line}: {shortened(reason)}")


def shortened(reason: str) -> str:
    """On one line and no longer than a screen: what is wrong is said at its beginning."""
    told = " ".join(reason.split())
    return told if len(told) <= MOST_SHOWN else f"{told[: MOST_SHOWN - 1]}…"


def read_ballots(
    lines: Iterable[str], parse: Callable[[str], B], *, name: str
) -> Iterator[tuple[B, int]]:
    """Ballots with their counts, one by one. Raises `BallotFileError` at the first bad line.

    `lines`: an open file, or anything else that gives lines with their ends; opened with
    `errors="surrogateescape"`, a line that is not UTF-8 is named as such.
    """
    reader = csv.reader(map(_checked, lines), strict=True)
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
    except UnicodeError:
        raise BallotFileError(name, reader.line_num + 1, "not UTF-8") from None


def _checked(line: str) -> str:
    """The line, unless it holds bytes that were not UTF-8; those came in as lone surrogates."""
    if not line.isascii():
        line.encode()
    return line


def _check_header(row: list[str] | None) -> None:
    if row != HEADER:
        raise BallotError('the first line must be "ballot,count"')


def _read_row(row: list[str], parse: Callable[[str], B]) -> tuple[B, int]:
    if len(row) != len(HEADER):
        raise BallotError(f"two fields expected, found {len(row)}")
    text, count = row
    if not COUNT.match(count):
        raise BallotError(f"the count must be a whole number above 0, not {count!r}")
    return parse(text), int(count)
