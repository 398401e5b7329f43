"""What a sealed result is packed from: plain data, in which everybody is named by alias."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from voting.count.reckoning import Material

ALIAS = re.compile(r"k[a-z0-9]{8}\Z")
JUROR = re.compile(r"J[1-9][0-9]*\Z")


@dataclass(frozen=True)
class Name:
    """What a public candidate is called, and the salt that hides it in her commitment.

    `salt`: `voting.results.recount.naming.new_salt()`, made once, when the result is sealed.
    """

    alias: str
    name: str
    workplace: str
    salt: str


@dataclass(frozen=True)
class Correction:
    """Why a version after the first says something else, and the two people who decided on it."""

    reason: str
    by: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"reason": self.reason, "by": list(self.by)}


@dataclass(frozen=True)
class Decision:
    """What people decided about a category: `kind` is a slug such as "withheld", `at` RFC 3339.

    `candidates`: the aliases of those whom the decision puts on place 1, if it puts anybody there.
    """

    kind: str
    reason: str
    at: str
    candidates: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "reason": self.reason,
            "at": self.at,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True)
class Contents:
    """One version of a result.

    `rules`: the bytes of the rule book in force as they were hashed (RFC 8785), `rules_version` its number. `materials`:
    one for each category of the rule book, and for each stage before its last jury (`voting.count.rounds`); candidates are aliases (`k` and 8 characters), jurors
    `J1`, `J2` … in an order that was drawn and thrown away, criteria the rule book's slugs.
    `names`: the candidates who are public, and nobody else. `receipts`: the leaves of the ballots.
    `log_head`: the last entry's number and hash. `auditor_salt`: hides what only an auditor reads;
    from `new_salt()`, made once. `version` counts from 1; a later one tells the SHA-256 of the one
    before (`earlier`), and its `correction` or `decisions`, by category. `more`: what else the
    sealed result shall hold for pages and newspapers; of people, aliases only.
    """

    rules: bytes
    rules_version: int
    materials: Sequence[Material]
    seed: bytes | None
    names: Sequence[Name]
    receipts: Iterable[str]
    log_head: tuple[int, str]
    auditor_salt: str
    version: int = 1
    earlier: str | None = None
    correction: Correction | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises `ValueError` where somebody is named by anything but an alias."""
        strangers = {n for m in self.materials for n in _candidates(m) if not ALIAS.match(n)}
        strangers |= {name.alias for name in self.names if not ALIAS.match(name.alias)}
        decided = {n for decision in self.decisions.values() for n in decision.candidates}
        strangers |= {n for n in decided if not ALIAS.match(n)}
        strangers |= {s.juror for m in self.materials for s in m.sheets if not JUROR.match(s.juror)}
        if strangers:
            raise ValueError(f"{len(strangers)} people are not named by alias")
        if (self.version > 1) != (self.earlier is not None):
            raise ValueError("a version after the first, and no other, names the one before it")


def _candidates(material: Material) -> set[str]:
    """Everybody of the category; ballots name nobody else, or the count refuses them."""
    entered = {*material.entries, *material.added, *material.left}
    if material.extra:
        entered |= _candidates(material.extra)
    return entered.union(sheet.entry for sheet in material.sheets)
