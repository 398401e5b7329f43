"""Jury and public together."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

from award.domain.rulebook import rule_book_in_force
from award.domain.rules import Rules
from award.models import Edition, LogEntry
from nominations.models import Candidate
from voting.count.combination import Group, combine

Content = dict[str, Any]


def edition_content(edition: Edition, rules: Rules, rounds: dict[str, Content]) -> Content:
    """Everything a page or a newspaper needs; numbers as exact strings.

    `rounds` holds the sealed content of the jury's and the public's round, by kind.
    """
    book = rule_book_in_force(edition)
    seed = bytes(edition.lot_seed)
    slugs = [c.slug for c in edition.categories.all()]
    return {
        "format": "forebild-result/1",
        "award": rules.award,
        "year": rules.year,
        "rules": {"version": book.version, "sha256": book.sha256},
        "lot": {"seed": seed.hex(), "commitment": hashlib.sha256(seed).hexdigest()},
        "log_head": _log_head(),
        "voters": rounds.get("vote", {}).get("voters", 0),
        "categories": {slug: _category(slug, rules, rounds, seed) for slug in slugs},
        "candidates": _candidates(edition, rounds),
    }


def _category(slug: str, rules: Rules, rounds: dict[str, Content], seed: bytes) -> Content:
    jury = _figures(rounds.get("jury"), slug)
    public = _figures(rounds.get("vote"), slug)
    standing = set(public) if "vote" in rounds else set(jury)
    weights = rules.combination.weights
    groups = [
        Group(name, Fraction(weights[name]), {s: tallies.get(s, Fraction(0)) for s in standing})
        for name, kind, tallies in (("jury", "jury", jury), ("public", "vote", public))
        if kind in rounds
    ]
    if len(groups) == 1:
        groups = [Group(groups[0].name, Fraction(1), groups[0].tallies)]
    found = combine(
        groups, rule=_rule(rules, groups), tie_rules=_tie_rules(rules, groups), seed=seed
    )
    return {
        "jury": {s: str(jury[s]) for s in sorted(standing & set(jury))},
        "public": {s: str(public[s]) for s in sorted(standing & set(public))},
        "scores": {s: str(score) for s, score in sorted(found.scores.items())},
        "placements": [p.to_json() for p in found.placements],
        "notes": list(found.notes),
    }


def _rule(rules: Rules, groups: list[Group]) -> str:
    """With one side alone there is nothing to combine: its own order holds."""
    return rules.combination.rule if len(groups) > 1 else "places"


def _tie_rules(rules: Rules, groups: list[Group]) -> list[str]:
    """The rules that can be applied to the sides there are."""
    held = {g.name for g in groups} | {"first_places", "lot"}
    return [t for t in rules.ties if t in held]


def _figures(content: Content | None, slug: str) -> dict[str, Fraction]:
    figures = (content or {}).get("categories", {}).get(slug, {}).get("figures", {})
    return {name: Fraction(text) for name, text in figures.items() if text is not None}


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
