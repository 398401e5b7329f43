"""Packages for the recount, made from random rules, score sheets and ballots."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import importlib.util
import io
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.voting.count.elections import ballot
from voting.count.lots import commitment
from voting.count.reckoning import Material, reckon
from voting.count.sheets import Sheet
from voting.count.vocabulary import (
    AGGREGATES,
    COMBINATIONS,
    COMBINATIONS_OF_SHARES,
    SIGNED_AGGREGATES,
    TIE_RULES,
)
from voting.results.recount import naming
from voting.results.recount.archive import manifest, pack, unpack
from voting.results.recount.contents import Contents, Name
from voting.results.recount.packaging import Package, build_package

SEED = b"forty dice rolls, kept in an envelope"
FILE = Path(__file__).parents[3] / "voting/results/recount/recount.py"
SALT = "5a" * 32
SMALL = {
    "least_jurors": 3,
    "least_voters": 5,
    "small_panel": "figures",
    "small_electorate": "figures",
    "auditor": "The county's auditor",
}


def recounter() -> ModuleType:
    """The file that comes with every package, as a module."""
    spec = importlib.util.spec_from_file_location("recount_file", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def alias(name: str) -> str:
    """`kada00000` for ada."""
    return f"k{name:0<8}"


def random_rules(source: random.Random, method: str) -> dict[str, Any]:
    """A rule book: jury and vote, sometimes only one of them, with new keys or without."""
    aggregate = source.choice(AGGREGATES)
    signed = aggregate in SIGNED_AGGREGATES
    ways = [rule for rule in COMBINATIONS if not (signed and rule in COMBINATIONS_OF_SHARES)]
    criteria = [{"slug": f"criterion-{n}", "weight": source.randint(1, 3)} for n in range(3)]
    rounds = {
        "jury": {
            "criteria": criteria,
            "aggregate": aggregate,
            "quorum": source.randint(1, 2),
            "finalists": source.randint(2, 4),
        },
        "vote": {"method": method}
        | ({"elimination": "one_by_one"} if source.random() < 0.5 else {}),
    }
    put_forward = source.choice([{}, {"put_forward": "on_the_ballot"}])
    if source.random() < 0.2:
        rounds.pop(source.choice(["jury", "vote"]))
    newer = {
        "too_little": {"no_figure": source.choice(["undecided", "zero"])},
        "publication": SMALL
        | {"small_panel": source.choice(["figures", "sheets"])}
        | {"small_electorate": source.choice(["figures", "ballots"])},
    }
    return {
        "format": "forebild-rules/1",
        "categories": [{"slug": "first"}, {"slug": "second"}],
        **rounds,
        "combination": {
            "rule": source.choice(ways),
            "weights": {"jury": source.randint(0, 3), "public": source.randint(1, 3)},
            **put_forward,
        },
        "ties": source.sample(TIE_RULES, source.randint(0, len(TIE_RULES))),
        "lot": {"commitment": commitment(SEED)},
        **{key: rule for key, rule in newer.items() if source.random() < 0.6},
    }


def random_material(source: random.Random, rules: dict[str, Any], slug: str) -> Material:
    """Some entries, jurors of whom some are recused, somebody added, and voters on the finalists."""
    entries = [alias(slug[:3] + letter) for letter in "abcdef"[: source.randint(0, 6)]]
    criteria = [c["slug"] for c in rules.get("jury", {"criteria": []})["criteria"]]
    sheets = [
        Sheet(f"J{n}", entry, {c: source.randint(1, 5) for c in criteria if source.random() < 0.9})
        for n in range(1, source.randint(1, 5))
        for entry in entries
        if source.random() < 0.8
    ]
    added = [alias(f"{slug[:3]}z")] if source.random() < 0.2 else []
    drawn = Material(slug, entries, sheets, added=added)
    without_vote = {key: rule for key, rule in rules.items() if key != "vote"}
    finalists = reckon(without_vote, drawn, seed=SEED).finalists
    left = [name for name in finalists if source.random() < 0.1]
    method = rules.get("vote", {"method": "single"})["method"]
    voters = source.choice([0, 1, 3, 8]) if "vote" in rules and finalists else 0
    ballots = Counter(ballot(method, list(finalists), source) for _ in range(voters))
    return replace(drawn, ballots=list(ballots.items()), left=left)


def contents(rules: dict[str, Any], materials: list[Material], **changes: Any) -> Contents:
    """What is packed: everybody in the categories is public, and called after her alias."""
    aliases = sorted({n for m in materials for n in (*m.entries, *m.added)})
    given = {
        "rules": json.dumps(rules).encode(),
        "rules_version": 1,
        "materials": materials,
        "seed": SEED,
        "names": [Name(a, f"Name of {a}", "Works, Inc.", SALT) for a in aliases],
        "receipts": fingerprints(rules, materials),
        "log_head": (7, "c" * 64),
        "auditor_salt": SALT,
    }
    return Contents(**(given | changes))


def fingerprints(rules: dict[str, Any], materials: list[Material]) -> list[str]:
    """One for each ballot of a vote that the rules have, the last one first."""
    boxes = [box.ballots for m in materials for box in (m, m.extra) if box and rules.get("vote")]
    number = sum(n for box in boxes for _, n in box)
    return [hashlib.sha256(f"{n}".encode()).hexdigest() for n in range(number)]


def package(rules: dict[str, Any], materials: list[Material], **changes: Any) -> Package:
    return build_package(contents(rules, materials, **changes))


def altered(archive: bytes, changes: dict[str, Any], *, listed: bool = True) -> bytes:
    """The package with other files; each change is a function of the text.

    `listed`: with a manifest made to suit, so that the recount itself has to find the change.
    """
    files = unpack(archive)
    for name, change in changes.items():
        files[name] = change(files[name].decode()).encode()
    if listed:
        core = {n: c for n, c in files.items() if n not in {"manifest.txt", "names.csv"}}
        files["manifest.txt"] = manifest(core)
    return pack(files)


def erase_names(archive: bytes, aliases: Collection[str]) -> bytes:
    """The package as it is handed out when the lines, and so the salts, of these are erased."""
    files = unpack(archive)
    left = [name for name in read_names(files[naming.FILE]) if name.alias not in aliases]
    return pack(files | {naming.FILE: naming.write_names(left)})


def read_names(annex: bytes) -> list[Name]:
    """The inverse of `naming.write_names`."""
    rows = csv.DictReader(io.StringIO(annex.decode(), newline=""))
    return [Name(**row) for row in rows]


def names_in(archive: bytes) -> dict[str, Name]:
    """By alias, those that have not been erased."""
    return {name.alias: name for name in read_names(unpack(archive)[naming.FILE])}


def result_in(archive: bytes) -> dict[str, Any]:
    """result.json, as `Package.result`."""
    return json.loads(unpack(archive)["result.json"])


def sha256_of(archive: bytes) -> str:
    """The package's SHA-256: that of its manifest."""
    return hashlib.sha256(unpack(archive)["manifest.txt"]).hexdigest()


def recount(folder: Path, archive: bytes, for_auditor: bytes | None = None) -> tuple[int, str]:
    """`python recount.py PACKAGE.zip [AUDITOR.zip]`: the exit code and all that was printed."""
    paths = [folder / "package.zip"]
    paths[0].write_bytes(archive)
    if for_auditor is not None:
        paths.append(folder / "auditor.zip")
        paths[1].write_bytes(for_auditor)
    done = subprocess.run(
        [sys.executable, FILE, *paths], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def recount_here(
    module: ModuleType, folder: Path, archive: bytes, for_auditor: bytes | None = None
) -> tuple[int, str]:
    """The same in this process, for where there are many."""
    path, other = folder / "package.zip", folder / "auditor.zip"
    path.write_bytes(archive)
    other.write_bytes(for_auditor or b"")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = module.main(str(path), str(other) if for_auditor else None)
    return code, said.getvalue()


def first_format(rules: dict[str, Any], materials: list[Material]) -> bytes:
    """A package as earlier versions made it: slugs of criteria, full placements, no manifest."""
    text = json.dumps(rules)
    tables = {
        "ballots.csv": ["category,ballot"],
        "scores.csv": ["category,entry,juror,criterion,score"],
        "decisions.csv": ["category,entry,decision,reason"],
    }
    categories = {}
    for m in materials:
        found = reckon(rules, m, seed=SEED)
        placements = [p.to_json() for p in found.combined.placements]
        categories[m.slug] = found.to_json() | {"placements": placements}
        tables["ballots.csv"] += [f"{m.slug},{text}" for text, n in m.ballots for _ in range(n)]
        tables["scores.csv"] += [
            f"{m.slug},{s.entry},{s.juror},{criterion},{score}"
            for s in m.sheets
            for criterion, score in s.scores.items()
        ]
        for decision, names in (("entry", m.entries), ("added", m.added), ("left", m.left)):
            tables["decisions.csv"] += [f"{m.slug},{name},{decision},asked to" for name in names]
    result = {
        "format": "forebild-result/1",
        "rules": {"sha256": hashlib.sha256(text.encode()).hexdigest()},
        "lot": {"seed": SEED.hex()},
        "categories": categories,
    }
    files = {name: "\n".join([*lines, ""]).encode() for name, lines in tables.items()}
    return pack(files | {"rules.json": text.encode(), "result.json": json.dumps(result).encode()})
