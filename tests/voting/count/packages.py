"""Packages for the recount, made from random rules, score sheets and ballots."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.voting.count.elections import ballot
from voting.count.lots import commitment
from voting.count.reckoning import Material, reckon
from voting.count.sheets import Sheet

SEED = b"forty dice rolls, kept in an envelope"
FILE = Path(__file__).parents[3] / "voting/results/recount/recount.py"
AGGREGATES = ("mean", "median", "trimmed", "borda", "zscores", "severity")
SIGNED = ("zscores", "severity")
COMBINATIONS = ("places", "points", "zscores", "sums")
OF_SHARES = ("shares", "public_among_shortlist", "veto")
TIES = ("first_places", "jury", "public", "earlier", "lot")


def recounter() -> ModuleType:
    """The file that comes with every package, as a module."""
    spec = importlib.util.spec_from_file_location("recount_file", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def random_rules(source: random.Random, method: str) -> dict[str, Any]:
    """A rule book: jury and vote, sometimes only one of them."""
    aggregate = source.choice(AGGREGATES)
    rules = source.choice(COMBINATIONS if aggregate in SIGNED else COMBINATIONS + OF_SHARES)
    criteria = [{"slug": f"c{n}", "weight": source.randint(1, 3)} for n in range(3)]
    rounds = {
        "jury": {
            "criteria": criteria,
            "aggregate": aggregate,
            "quorum": source.randint(1, 2),
            "finalists": source.randint(2, 4),
        },
        "vote": {"method": method},
    }
    if source.random() < 0.2:
        rounds.pop(source.choice(["jury", "vote"]))
    return {
        "format": "forebild-rules/1",
        "categories": [{"slug": "first"}, {"slug": "second"}],
        **rounds,
        "combination": {
            "rule": rules,
            "weights": {"jury": source.randint(0, 3), "public": source.randint(1, 3)},
        },
        "ties": source.sample(TIES, source.randint(0, len(TIES))),
        "lot": {"commitment": commitment(SEED)},
    }


def random_category(source: random.Random, rules: dict[str, Any], slug: str) -> Material:
    """Some entries, jurors of whom some are recused, and voters on the finalists."""
    entries = [f"{slug}-{letter}" for letter in "abcdef"[: source.randint(1, 6)]]
    criteria = [c["slug"] for c in rules.get("jury", {"criteria": []})["criteria"]]
    sheets = [
        Sheet(
            f"juror-{n}",
            entry,
            {c: source.randint(1, 5) for c in criteria if source.random() < 0.9},
        )
        for n in range(source.randint(0, 4))
        for entry in entries
        if source.random() < 0.8
    ]
    drawn = Material(slug, entries, sheets)
    without_vote = {key: rule for key, rule in rules.items() if key != "vote"}
    finalists = reckon(without_vote, drawn, seed=SEED).finalists
    left = [name for name in finalists if source.random() < 0.1]
    method = rules.get("vote", {"method": "single"})["method"]
    voters = source.choice([0, 1, 3, 8]) if "vote" in rules else 0
    ballots = Counter(ballot(method, list(finalists), source) for _ in range(voters))
    return Material(slug, entries, sheets, list(ballots.items()), left=left)


def write_package(
    path: Path, rules: dict[str, Any], categories: list[Material], seed: bytes | None = SEED
) -> dict[str, Any]:
    """Write the package that the platform's own count would give; returns its result.json."""
    written = json.dumps(rules)
    result = {
        "format": "forebild-result/1",
        "rules": {"sha256": hashlib.sha256(written.encode()).hexdigest()},
        "lot": {"seed": None if seed is None else seed.hex()},
        "categories": {c.slug: reckon(rules, c, seed=seed).to_json() for c in categories},
    }
    rewrite(path, written, categories, result)
    return result


def rewrite(path: Path, rules: str, categories: list[Material], result: dict[str, Any]) -> None:
    ballots, scores = ["category,ballot"], ["category,entry,juror,criterion,score"]
    decisions = ["category,entry,decision,reason"]
    for c in categories:
        ballots += [f"{c.slug},{text}" for text, weight in c.ballots for _ in range(weight)]
        scores += [
            f"{c.slug},{s.entry},{s.juror},{criterion},{score}"
            for s in c.sheets
            for criterion, score in s.scores.items()
        ]
        decisions += [f"{c.slug},{entry},entry," for entry in c.entries]
        decisions += [f"{c.slug},{entry},left,asked to" for entry in c.left]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("rules.json", rules)
        package.writestr("result.json", json.dumps(result))
        package.writestr("ballots.csv", "\n".join(ballots) + "\n")
        package.writestr("scores.csv", "\n".join(scores) + "\n")
        package.writestr("decisions.csv", "\n".join(decisions) + "\n")
