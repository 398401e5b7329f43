"""The names in a package: committed to in what is hashed, and erased without touching it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from voting.results.recount.contents import Name
from voting.results.recount.tables import write_table

FILE = "names.csv"
HEADER = ("alias", "name", "workplace", "salt")


def new_salt() -> str:
    """256 random bits, hexadecimal: without them nobody can try names against a commitment."""
    return secrets.token_hex(32)


def commitment(name: Name) -> str:
    """SHA-256 of salt, alias, name and workplace in UTF-8, a zero byte between; hexadecimal.

    Raises `ValueError` where one of them holds a zero byte, or there is no salt.
    """
    parts = (name.salt, name.alias, name.name, name.workplace)
    if not name.salt or any("\0" in part for part in parts):
        raise ValueError("a name needs a salt and must not hold a zero byte")
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def commitments(names: Iterable[Name]) -> dict[str, str]:
    """By alias."""
    return {name.alias: commitment(name) for name in sorted(names, key=_alias)}


def write_names(names: Iterable[Name]) -> bytes:
    """The annex: a line each, by alias."""
    rows = ((n.alias, n.name, n.workplace, n.salt) for n in sorted(names, key=_alias))
    return write_table(HEADER, rows, quoted=True)


def _alias(name: Name) -> str:
    return name.alias
