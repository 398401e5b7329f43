"""Every inconsistent alteration of a package is noticed from the file alone.

The manifest is made to suit each of them, so that it is the recount which has to find it.
"""

import hashlib
import json
import subprocess
import sys

import pytest

from tests.voting.count.packages import (
    FILE,
    SEED,
    alias,
    altered,
    package,
    recount,
    recount_here,
    recounter,
)
from voting.count.lots import commitment
from voting.count.reckoning import Material, reckon
from voting.count.sheets import Sheet
from voting.results.recount.archive import manifest, pack, unpack

ADA, BEA, CIA, DUA = map(alias, ("ada", "bea", "cia", "dua"))
RECOUNT = recounter()
RULES = {
    "format": "forebild-rules/1",
    "award": "arets-pris",
    "year": 2026,
    "categories": [
        {"slug": "first", "name": {"sv": "Första", "en": "First"}},
        {"slug": "second", "name": {"sv": "Andra", "en": "Second"}},
    ],
    "jury": {
        "criteria": [{"slug": "deed", "weight": 1}, {"slug": "reach", "weight": 2}],
        "scale": {"min": 1, "max": 5},
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 2,
    },
    "vote": {"method": "score"},
    "combination": {"rule": "places", "weights": {"jury": 1, "public": 2}},
    "ties": ["jury", "earlier", "lot"],
    "lot": {"commitment": commitment(SEED)},
}


def judged(**points):
    return [
        Sheet(juror, alias(name), {"deed": p, "reach": max(1, p - 1)})
        for juror in ("J1", "J2")
        for name, p in points.items()
    ]


MATERIALS = [
    Material(
        "first",
        [ADA, BEA, CIA],
        judged(ada=5, bea=4, cia=1),
        [(f"{ADA}:5+{BEA}:2", 4), (f"{BEA}:5", 3), ("", 1)],
        added=[DUA],
        left=[DUA],
    ),
    Material("second", [ADA, BEA], judged(ada=2, bea=3), [(f"{BEA}:4", 5), (f"{ADA}:1", 2)]),
]
MORE = {
    "award": "arets-pris",
    "year": 2026,
    "voters": 9,
    "titles": {c["slug"]: c["name"] for c in RULES["categories"]},
    "struck": {},
    "naming_left": {"first": 0, "second": 0},
    "naming_struck": {"first": 0, "second": 0},
}


def made(materials):
    counts = {each.slug: reckon(RULES, each, seed=SEED).vote.to_json() for each in materials}
    return package(RULES, materials, more={**MORE, "counts": counts}).archive


@pytest.fixture(scope="module")
def archive():
    return made(MATERIALS)


def result(change):
    """A change of result.json."""

    def rewritten(text):
        said = json.loads(text)
        change(said)
        return json.dumps(said)

    return {"result.json": rewritten}


def category(change):
    return result(lambda r: change(r["categories"]["first"]))


def put(name, change):
    return {name: change}


def added(name, line):
    return {name: lambda text: f"{text}{line}\n"}


def swapped(name, old, new, times=1):
    def change(text):
        assert old in text, (name, old)
        return text.replace(old, new, times)

    return {name: change}


def doubled(name, at=1):
    """The line stands twice; 0 is the header."""

    def change(text):
        lines = text.splitlines(keepends=True)
        return "".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])

    return {name: change}


def dropped(name, at=1):
    def change(text):
        lines = text.splitlines(keepends=True)
        return "".join([*lines[:at], *lines[at + 1 :]])

    return {name: change}


HEX = "e" * 64
ALTERATIONS = {
    # What the result says of its rules, its year and itself.
    "award": result(lambda r: r.update(award="annat-pris")),
    "award gone": result(lambda r: r.pop("award")),
    "year": result(lambda r: r.update(year=2025)),
    "title": result(lambda r: r["titles"]["first"].update(sv="Bästa")),
    "title gone": result(lambda r: r["titles"].pop("first")),
    "rules' hash": result(lambda r: r["rules"].update(sha256=HEX)),
    "rules' version": result(lambda r: r["rules"].update(version=0)),
    "format": result(lambda r: r.update(format="forebild-result/3")),
    "version": result(lambda r: r.update(version=2)),
    "version nought": result(lambda r: r.update(version=0)),
    "version true": result(lambda r: r.update(version=True)),
    "earlier": result(lambda r: r.update(earlier=HEX)),
    "later without earlier": result(lambda r: r.update(version=2, earlier="x")),
    "correction": result(lambda r: r.update(correction={"reason": "x", "by": ["A"]})),
    "decision in the first": result(
        lambda r: r["decision"].update(
            first={"kind": "jury", "reason": "x", "at": "", "candidates": [ADA]}
        )
    ),
    "decision of a stranger": result(
        lambda r: (
            r.update(version=2, earlier=HEX),
            r["decision"].update(
                first={"kind": "jury", "reason": "x", "at": "", "candidates": [alias("eva")]}
            ),
        )
    ),
    "decision of no category": result(
        lambda r: (
            r.update(version=2, earlier=HEX),
            r["decision"].update(x={"kind": "jury", "reason": "x", "at": "", "candidates": []}),
        )
    ),
    "rules changed": swapped("rules.json", '"finalists": 2', '"finalists": 3'),
    # The lot and the log.
    "seed": result(lambda r: r["lot"].update(seed="00" * 32)),
    "seed shut": result(lambda r: r["lot"].update(seed=None)),
    "seed no number": result(lambda r: r["lot"].update(seed="zz")),
    "commitment": result(lambda r: r["lot"].update(commitment=HEX)),
    "log's head": result(lambda r: r["log_head"].update(hash=HEX)),
    "log's number": result(lambda r: r["log_head"].update(seq=8)),
    "log's file": swapped("log-head.txt", "7 ", "9 "),
    "log's file empty": put("log-head.txt", lambda text: ""),
    # Receipts, ballots and voters.
    "receipt gone": dropped("receipts.txt"),
    "receipt more": added("receipts.txt", "f" * 64),
    "receipt twice": put(
        "receipts.txt",
        lambda t: "".join(sorted([*t.splitlines(True)[1:], t.splitlines(True)[1]])),
    ),
    "receipts in disorder": put(
        "receipts.txt", lambda t: "".join(reversed(t.splitlines(keepends=True)))
    ),
    "receipt no hash": put("receipts.txt", lambda t: t.replace(t[:8], "kvitto: ", 1)),
    "voters more": result(lambda r: r.update(voters=99)),
    "voters fewer": result(lambda r: r.update(voters=3)),
    "ballot gone": dropped("ballots.csv"),
    "ballot more": doubled("ballots.csv"),
    "ballot of another": swapped("ballots.csv", BEA, alias("eva")),
    "ballot over the scale": swapped("ballots.csv", ":5", ":6"),
    "ballot below nought": swapped("ballots.csv", ":5", ":-5"),
    "ballot with a fraction": swapped("ballots.csv", ":5", ":5.0"),
    "ballot twice the same": swapped("ballots.csv", f"{ADA}:5+{BEA}:2", f"{ADA}:5+{ADA}:2"),
    "ballot with two fields more": swapped("ballots.csv", ":5", ":5,a,b"),
    "ballot of no category": swapped("ballots.csv", "first,", "third,"),
    "ballots' header": swapped("ballots.csv", "category,ballot", "ballot,category"),
    "ballots moved": swapped("ballots.csv", f"first,{BEA}:5", f"second,{BEA}:5"),
    "ballots said to be fewer": result(
        lambda r: r["publication"]["public"]["first"].update(people=7)
    ),
    "ballots said to be withheld": result(
        lambda r: r["publication"]["public"]["first"].update({"as": "figures"})
    ),
    "extra voters": result(lambda r: r.update(extra_voters={"first": 3})),
    "extra vote": category(lambda c: c.update(extra_vote=True)),
    # The jury.
    "score": swapped("scores.csv", ",5\n", ",1\n"),
    "score above the scale": swapped("scores.csv", ",5\n", ",9\n"),
    "score below the scale": swapped("scores.csv", ",1\n", ",0\n"),
    "score 1/0": swapped("scores.csv", ",5\n", ",1/0\n"),
    "score 1e9": swapped("scores.csv", ",5\n", ",1e99999999\n"),
    "score twice": doubled("scores.csv"),
    "score gone": dropped("scores.csv"),
    "score of no criterion": swapped("scores.csv", ",c1,", ",c9,"),
    "score of a stranger": added("scores.csv", f"first,{alias('eva')},J1,c1,3"),
    "score of no category": added("scores.csv", f"third,{ADA},J1,c1,3"),
    "juror": swapped("scores.csv", "J2", "J3"),
    "jurors said to be more": result(lambda r: r["publication"]["jury"].update(people=3)),
    "jury said to be withheld": result(lambda r: r["publication"]["jury"].update({"as": "figures"})),
    # Who stood.
    "entry gone": dropped("decisions.csv", 2),
    "entry twice": doubled("decisions.csv"),
    "entry more": added("decisions.csv", f"second,{alias('eva')},added"),
    "left without standing": added("decisions.csv", f"second,{alias('eva')},left"),
    "left an extra vote": added("decisions.csv", f"second,{BEA},extra_left"),
    "left": added("decisions.csv", f"second,{BEA},left"),
    "decision of a category there is not": added("decisions.csv", f"third,{BEA},left"),
    # The outcome.
    "placements": category(lambda c: c["placements"].reverse()),
    "scores": category(lambda c: c["scores"].update({ADA: "9"})),
    "jury's figure": category(lambda c: c["jury"].update({ADA: "1"})),
    "public's figure": category(lambda c: c["public"].update({ADA: "1"})),
    "status": category(lambda c: c.update(status="undecided")),
    "reasons": category(lambda c: c.update(reasons=["tie"])),
    "tied": category(lambda c: c.update(tied=[ADA])),
    "cast": category(lambda c: c["ballots"].update(cast=7)),
    "standing": category(lambda c: c["ballots"].update(standing=8)),
    "naming who left": category(lambda c: c["ballots"].update(left=1)),
    "category gone": result(lambda r: r["categories"].pop("second")),
    "category more": result(lambda r: r["categories"].update(third=r["categories"]["first"])),
    "figure that is not withheld": added("figures.csv", f"first,jury,{ADA},1"),
    "figure of a stranger": added("figures.csv", f"first,jury,{alias('eva')},1"),
    "naming_left": result(lambda r: r["naming_left"].update(first=2)),
    "naming_struck": result(lambda r: r["naming_struck"].update(first=2)),
    # The rounds that are told.
    "counted method": result(lambda r: r["counts"]["first"].update(method="single")),
    "counted seats": result(lambda r: r["counts"]["first"].update(seats=2)),
    "counted ballots": result(lambda r: r["counts"]["first"].update(ballots=9)),
    "counted places": result(lambda r: r["counts"]["first"]["placements"].reverse()),
    "first round": result(lambda r: r["counts"]["first"]["rounds"][0]["tallies"].update({ADA: "1"})),
    "no round": result(lambda r: r["counts"]["first"].update(rounds=[])),
    "count gone": result(lambda r: r["counts"].pop("first")),
    # Names.
    "name": swapped("names.csv", f"Name of {ADA}", "Name of somebody"),
    "workplace": swapped("names.csv", "Works, Inc.", "Elsewhere"),
    "name of a stranger": added("names.csv", f'"{alias("eva")}","Eva","","{"5a" * 32}"'),
    "name twice": doubled("names.csv"),
    "name committed to for a stranger": result(lambda r: r["names"].update({alias("eva"): HEX})),
    "commitment of a name": result(lambda r: r["names"].update({ADA: HEX})),
    # The file itself.
    "key twice": put("result.json", lambda t: t.replace("{", '{"version":1,', 1)),
    "rule twice": put("rules.json", lambda t: t.replace("{", '{"year":2026,', 1)),
    "no number": put("result.json", lambda t: t.replace('"voters":9', '"voters":NaN')),
    "no object": put("rules.json", lambda t: f"[{t}]"),
    "for the auditor": result(lambda r: r.update(for_auditor=HEX)),
}  # fmt: skip


def test_as_it_was_made_it_agrees(archive, tmp_path):
    code, said = recount_here(RECOUNT, tmp_path, archive)

    assert (code, "DIFFERS" in said) == (0, False), said


def test_nearly_a_hundred_are_tried():
    assert len(ALTERATIONS) >= 97


@pytest.mark.parametrize("name", ALTERATIONS)
def test_alteration_is_noticed(archive, tmp_path, name):
    try:
        code, said = recount_here(RECOUNT, tmp_path, altered(archive, ALTERATIONS[name]))
    except (RECOUNT.Unreadable, ValueError, LookupError, TypeError, ArithmeticError):
        return  # printed as one line with exit code 2: see below

    assert (code, "DIFFERS" in said) == (1, True), said


@pytest.mark.parametrize("member", ["ballots.csv", "rules.json", "receipts.txt", "manifest.txt"])
def test_file_that_is_missing_is_noticed(archive, tmp_path, member):
    files = {name: content for name, content in unpack(archive).items() if name != member}
    if member != "manifest.txt":
        core = {n: c for n, c in files.items() if n not in {"manifest.txt", "names.csv"}}
        files["manifest.txt"] = manifest(core)

    code, said = recount(tmp_path, pack(files))

    assert code in {1, 2}
    assert "agrees" not in said


def test_file_that_does_not_belong_is_noticed(archive, tmp_path):
    files = unpack(archive) | {"more.csv": b"x\n"}
    core = {n: c for n, c in files.items() if n not in {"manifest.txt", "names.csv"}}

    code, said = recount(tmp_path, pack(files | {"manifest.txt": manifest(core)}))

    assert (code, "DIFFERS more.csv: no part of a package" in said) == (1, True)


def test_package_that_was_wholly_remade_is_noticed_by_its_published_sum(archive, tmp_path):
    """It agrees with itself: a stranger made it anew, with other ballots."""
    published, path = digest(archive), tmp_path / "package.zip"
    other = [MATERIALS[0], Material("second", [ADA, BEA], judged(ada=2, bea=3), [(f"{ADA}:4", 7)])]
    remade = made(other)

    assert recount(tmp_path, remade)[0] == 0
    assert run(path, "--sha256", digest(remade).upper()) == (0, "")
    code, said = run(path, "--sha256", published)
    assert (code, said) == (1, "")
    assert run("--sha256", published, path)[0] == 1


def digest(archive):
    return hashlib.sha256(unpack(archive)["manifest.txt"]).hexdigest()


def run(*arguments):
    """The exit code, and what was said of it where it could not be read."""
    done = subprocess.run(
        [sys.executable, FILE, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["--sha256"], ["a.zip", "--sha256"], ["a", "b", "c"], ["--x"]]
)
def test_wrong_arguments_are_one_line(arguments):
    code, said = run(*arguments)

    assert (code, said.count("\n"), said.startswith("usage: ")) == (2, 1, True)


DEEP = "[" * 100_000
UNREADABLE = {
    "nesting": put("rules.json", lambda t: DEEP),
    "long number": put("result.json", lambda t: t.replace('"voters":9', f'"voters":{"9" * 6000}')),
    "long field": swapped("scores.csv", ADA, "a" * 200_000),
    "no UTF-8 in a line": swapped("scores.csv", ADA, "a\ud800".encode("utf-8", "replace").decode()),
    "a terminal's signs": swapped("decisions.csv", "first", "\x1b[2J\x1b]0;x\x07"),
    "quotes": swapped("decisions.csv", "first", '"fi"rst'),
    "weights as words": swapped("rules.json", '"weight": 1', '"weight": "x"'),
    "weights of nought": swapped(
        "rules.json", '"weight": 1}, {"slug": "reach", "weight": 2', '"weight": 0}, {"slug": "reach", "weight": 0'
    ),
    "combination of nothing": swapped("rules.json", '{"jury": 1, "public": 2}', '{"jury": 0, "public": 0}'),
    "no method": swapped("rules.json", '"method": "score"', '"method": "guess"'),
    "no aggregate": swapped("rules.json", '"aggregate": "mean"', '"aggregate": "guess"'),
    "no rule": swapped("rules.json", '"rule": "places"', '"rule": "guess"'),
    "score of 1e99999999": swapped("scores.csv", ",5\n", ",1e99999999\n"),
    "score of 1/0": swapped("scores.csv", ",5\n", ",1/0\n"),
    "categories as a word": put("result.json", lambda t: t.replace('"categories":{', '"categories":"x","x":{')),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_short_line_and_never_a_trace(archive, tmp_path, name):
    path = tmp_path / "package.zip"
    path.write_bytes(altered(archive, UNREADABLE[name]))

    code, said = run(path)

    assert code in {1, 2}
    assert "Traceback" not in said
    if code == 2:
        assert said.startswith(f"{path}: cannot be read: ")
        assert said.count("\n") == 1
        assert len(said) <= len(f"{path}: cannot be read: \n") + 200
        assert said[:-1].isprintable()
