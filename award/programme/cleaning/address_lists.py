"""A list of people as a mail program or a spreadsheet copies it: every part is read, or named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from award.programme.cleaning.addresses import NotAnAddress, clean_address
from award.programme.cleaning.text import TurnedText, clean_line, clean_lines

MOST_NAME = 120
_QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”“"}
# "To:" and the like, as the head of a mail has it before its list.
_HEADING = re.compile(r"^\s*[^\W\d_]+:(?=\s)")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>\W*")
_ASIDE = re.compile(r"(?P<address>\S+@\S+)\s*\((?P<name>[^()]*)\)")
_LAST = re.compile(r"(?P<name>.*\s)(?P<address>\S+@\S+)", re.DOTALL)
_FIRST = re.compile(r"(?P<address>\S+@\S+)\s+(?P<name>[^@]+)")
# What a list has before each of its lines: "1.", "2)", "•", "–".
_MARK = re.compile(r"^\s*(?:(?:\(?\d+[.):]|[^\w\s]+)\s+)+")
_SPARE = " \t\"'“”„,;"


class Named(NamedTuple):
    """Somebody in the list; `name` is "" where only the address stands."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Unread:
    """A part that is no address; `why` as in `NotAnAddress`, or "name" where the name is too long or odd."""

    part: str
    why: str
    what: str = ""


def read_people(typed: str) -> tuple[list[Named], list[Unread]]:
    """Everybody once, as listed, and every part that could not be read.

    Line breaks, commas, semicolons and tabs part people, but not inside quotes and angle brackets; a comma does not
    in `Ask, Eva <eva@…>` where semicolons do, nor a tab between the cells of a name and its address.
    """
    people: dict[str, Named] = {}
    unread: list[Unread] = []
    for part in _parts(typed):
        read = _read(part)
        if isinstance(read, Unread):
            unread.append(read)
            continue
        known = people.setdefault(read.address.lower(), read)
        if not known.name:
            people[read.address.lower()] = Named(known.address, read.name)
    return list(people.values()), unread


def _parts(typed: str) -> Iterator[str]:
    lines = clean_lines(typed).splitlines()
    semicolons = any(len(list(_split(line, ";"))) > 1 for line in lines)
    for line in lines:
        for each in _split(_HEADING.sub("", line), ";"):
            yield from _cells(each, one_name=semicolons)


def _cells(text: str, *, one_name: bool) -> Iterator[str]:
    """By tabs and commas, unless they stand within one name."""
    tabs = list(_split(text, "\t"))
    if len(tabs) > 1 and sum("@" in cell for cell in tabs) == 1:
        yield " ".join(sorted(tabs, key=lambda cell: "@" in cell))
        return
    for cell in tabs:
        parts = list(_split(cell, ","))
        surname_first = one_name and cell.count("@") == 1 and _NAMED.fullmatch(cell.strip())
        yield from [cell] if surname_first else _singly(parts)


def _singly(parts: list[str]) -> Iterator[str]:
    """Addresses with only blanks between are several."""
    for part in parts:
        words = part.split()
        yield from words if len(words) > 1 and all("@" in word for word in words) else [part]


def _split(text: str, separator: str) -> Iterator[str]:
    """Between separators that stand in no quotes and no angle brackets; what holds nothing is left out."""
    part, until = "", ""
    for n, sign in enumerate(text):
        if until and sign in until:
            until = ""
        elif not until and (sign == "<" or sign in _QUOTES):
            closing = ">" if sign == "<" else _QUOTES[sign]
            until = closing if any(c in text[n + 1 :] for c in closing) else ""
        elif not until and sign == separator:
            yield from filter(str.strip, [part])
            part = ""
            continue
        part += sign
    yield from filter(str.strip, [part])


def _read(part: str) -> Named | Unread:
    part = part.strip()
    for form in (_NAMED, _ASIDE, _LAST, _FIRST):
        found = form.fullmatch(part)
        if found:
            return _named(part, found["name"], found["address"])
    return _named(part, "", part)


def _named(part: str, name: str, address: str) -> Named | Unread:
    try:
        known = Named(clean_address(address), clean_line(name).strip(_SPARE).replace('\\"', '"'))
    except NotAnAddress as error:
        return Unread(part, error.why, error.what)
    except TurnedText:
        return Unread(part, "name")
    known = known._replace(name=_lettered(_MARK.sub("", known.name)))
    if len(known.name) > MOST_NAME or "@" in known.name:
        return Unread(part, "name")
    return Named(known.address, "" if known.name.lower() == known.address.lower() else known.name)


def _lettered(name: str) -> str:
    """What has no letter is nobody's name."""
    return name if any(map(str.isalpha, name)) else ""
