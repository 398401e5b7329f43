"""Jury and public together."""

from __future__ import annotations

import hashlib
from typing import Any

from award.log.models import LogEntry
from award.programme.models import Edition
from award.rules.domain.books import rule_book_in_force
from award.rules.domain.document import Rules
from nominations.models import Candidate
from voting.count.reckoning import reckon
from voting.results.domain.material import material_of

Content = dict[str, Any]


def edition_content(edition: Edition, rules: Rules, rounds: dict[str, Content]) -> Content:
    """Everything a page or a newspaper needs; numbers as exact strings.

    `rounds` holds the sealed content of the jury's and the public's round, by kind.
    """
    book = rule_book_in_force(edition)
    seed = bytes(edition.lot_seed)
    return {
        "format": "forebild-result/1",
        "award": rules.award,
        "year": rules.year,
        "rules": {"version": book.version, "sha256": book.sha256},
        "lot": {"seed": seed.hex(), "commitment": hashlib.sha256(seed).hexdigest()},
        "log_head": _log_head(),
        "voters": rounds.get("vote", {}).get("voters", 0),
        "categories": {
            category.slug: reckon(
                book.rules, material_of(edition, category, rounds.get("jury")), seed=seed
            ).to_json()
            for category in edition.categories.all()
        },
        "candidates": _candidates(edition, rounds),
    }


def _candidates(edition: Edition, rounds: dict[str, Content]) -> dict[str, dict[str, str]]:
    """The names of the finalists, as they were when the result was sealed."""
    kind = "vote" if "vote" in rounds else "jury"
    found = Candidate.objects.filter(
        edition=edition, entries__round__kind=kind, declined_at=None
    ).distinct()
    return {c.slug: {"name": c.name, "workplace": c.workplace} for c in found.order_by("slug")}


def _log_head() -> dict[str, Any]:
    last = LogEntry.objects.order_by("-seq").first()
    return {"seq": last.seq, "hash": last.hash} if last else {"seq": 0, "hash": "0" * 64}
