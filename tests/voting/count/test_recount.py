"""The two counters are written apart; here they meet."""

import io
import json
import random
import subprocess
import sys
import zipfile
from collections import Counter

import pytest

from tests.voting.count.elections import MANY, elections
from tests.voting.count.elections import SEED as ELECTIONS_SEED
from tests.voting.count.packages import (
    FILE,
    SEED,
    alias,
    altered,
    package,
    random_material,
    random_rules,
    recount,
    recount_here,
    recounter,
)
from voting.count.lots import commitment
from voting.count.reckoning import Material
from voting.count.registry import METHODS, count
from voting.count.sheets import Sheet
from voting.results.recount.archive import pack, unpack

RECOUNT = recounter()
PACKAGES = MANY // len(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_both_counters_agree_on_random_elections(method):
    for names, ballots in elections(method, MANY):
        found = count(method, ballots.items(), candidates=names, seats=1)
        tally, placements, figures = RECOUNT.count(method, ballots, names)

        assert placements == [p.to_json() for p in found.placements], (names, ballots)
        assert figures == found.figures, (names, ballots)
        assert tally == found.rounds[0].tallies, (names, ballots)


def tied_for_the_run_off(number):
    """Elections by STAR in which three or more share the last place in the run-off."""
    source = random.Random(f"tied {ELECTIONS_SEED}")
    while number:
        names = list("abcdef"[: source.randint(3, 6)])
        votes = [
            {n: source.choice([0, 1, 2, 5]) for n in names} for _ in range(source.randint(2, 5))
        ]
        totals = sorted((sum(vote[n] for vote in votes) for n in names), reverse=True)
        if totals.count(totals[1]) >= 3:
            number -= 1
            yield names, Counter("+".join(f"{n}:{s}" for n, s in v.items()) for v in votes)


def test_both_counters_agree_where_many_tie_for_the_run_off_by_star():
    for names, ballots in tied_for_the_run_off(max(MANY, 300)):
        found = count("star", ballots.items(), candidates=names)

        _, placements, _ = RECOUNT.count("star", ballots, names)

        assert placements == [p.to_json() for p in found.placements], (names, ballots)


@pytest.mark.parametrize("method", METHODS)
def test_both_counters_agree_on_whole_awards(method, tmp_path):
    source = random.Random(f"{method} {ELECTIONS_SEED}")
    for _ in range(PACKAGES):
        rules = random_rules(source, method)
        materials = [random_material(source, rules, slug) for slug in ("first", "second")]
        made = package(rules, materials)

        for for_auditor in dict.fromkeys([None, made.for_auditor]):
            code, said = recount_here(RECOUNT, tmp_path, made.archive, for_auditor)

            assert code == 0, (said, rules, materials)
            assert made.for_auditor is None or ("not recounted" in said) == (for_auditor is None)


def test_both_counters_put_last_whom_the_jury_gave_nothing_though_all_voted_for_her(tmp_path):
    rules = RULES | {"combination": {"rule": "public_among_shortlist", "weights": BOTH}}
    rules["lot"] = {"commitment": commitment(SEED)}
    sheets = [Sheet("J1", ADA, {"model": 1, "deed": 1}), Sheet("J1", BEA, {"model": 0, "deed": 0})]
    made = package(rules, [Material("first", [ADA, BEA], sheets, [(BEA, 20)])])

    code, _ = recount(tmp_path, made.archive)

    assert code == 0
    assert made.result["categories"]["first"]["scores"] == {ADA: "0", BEA: "0"}
    assert [p["candidates"] for p in made.result["categories"]["first"]["placements"]] == [
        [ADA],
        [BEA],
    ]


ADA, BEA, CIA = map(alias, ("ada", "bea", "cia"))
BOTH = {"jury": 1, "public": 1}
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}],
    "jury": {
        "criteria": [{"slug": "model", "weight": 2}, {"slug": "deed", "weight": 1}],
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 2,
    },
    "vote": {"method": "single"},
    "combination": {"rule": "shares", "weights": BOTH},
    "ties": ["jury", "lot"],
    "lot": {"commitment": "9b" * 32},
}
SHEETS = [
    Sheet(juror, entry, {"model": model, "deed": deed})
    for juror, entry, model, deed in [
        ("J1", ADA, 5, 4),
        ("J1", BEA, 4, 4),
        ("J1", CIA, 1, 2),
        ("J2", ADA, 3, 5),
        ("J2", BEA, 5, 5),
    ]
]
MATERIAL = Material("first", [ADA, BEA, CIA], SHEETS, [(ADA, 3), (BEA, 4), ("", 1)])


@pytest.fixture(scope="module")
def made():
    return package(RULES, [MATERIAL], seed=None)


def test_file_prints_the_package_the_placements_and_that_they_agree(made, tmp_path):
    assert recount(tmp_path, made.archive) == (
        0,
        f"package: {made.sha256}\n"
        f"first: 1. Name of {BEA} ({BEA})\n"
        f"first: 2. Name of {ADA} ({ADA})\n"
        "The recount agrees with the result.\n",
    )


def test_ballot_added_afterwards_is_found_out(made, tmp_path):
    stuffed = altered(made.archive, {"ballots.csv": lambda t: t + f"first,{ADA}\n" * 9})

    code, said = recount(tmp_path, stuffed)

    assert code == 1
    assert "DIFFERS first: placements: announced" in said
    assert said.endswith("The recount differs from the result.\n")


def changed(change):
    """A change of the category in result.json, as one of its text."""

    def rewritten(text):
        result = json.loads(text)
        change(result["categories"]["first"])
        return json.dumps(result)

    return {"result.json": rewritten}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda c: c["placements"].reverse(), "first: placements"),
        (lambda c: c["scores"].update({ADA: "1"}), "first: scores"),
        (lambda c: c["jury"].update({ADA: "5"}), "first: jury"),
        (lambda c: c["public"].update({ADA: "4"}), "first: public"),
        (lambda c: c.pop("public"), "first: public"),
        (lambda c: c.update(status="undecided"), "first: status"),
        (lambda c: c.update(reasons=["tie"]), "first: reasons"),
        (lambda c: c.update(tied=[ADA]), "first: tied"),
        (lambda c: c["ballots"].update(cast=9), "first: ballots"),
    ],
)
def test_every_figure_of_the_result_is_checked(made, tmp_path, change, line):
    code, said = recount(tmp_path, altered(made.archive, changed(change)))

    assert code == 1
    assert f"DIFFERS {line}: announced" in said


def test_score_changed_afterwards_is_found_out(made, tmp_path):
    lower = altered(made.archive, {"scores.csv": lambda t: t.replace("J2,c1,5", "J2,c1,1")})

    assert recount(tmp_path, lower)[0] == 1


def test_rules_changed_afterwards_are_found_out(made, tmp_path):
    other = altered(made.archive, {"rules.json": lambda _: json.dumps(RULES | {"ties": []})})

    code, said = recount(tmp_path, other)

    assert (code, "DIFFERS rules.json" in said) == (1, True)


def test_file_changed_without_the_manifest_is_found_out(made, tmp_path):
    longer = altered(made.archive, {"README.txt": lambda t: t + "!"}, listed=False)

    code, said = recount(tmp_path, longer)

    assert (code, "DIFFERS README.txt: the manifest says" in said) == (1, True)


@pytest.mark.parametrize("name", ["new.txt", "receipts.txt"])
def test_file_that_came_or_went_is_found_out(made, tmp_path, name):
    files = unpack(made.archive)
    files = files | {name: b"x"} if name not in files else files.keys() - {name}
    kept = files if isinstance(files, dict) else {n: unpack(made.archive)[n] for n in files}

    code, said = recount(tmp_path, pack(kept))

    assert (code, f"DIFFERS {name}: the manifest says" in said) == (1, True)


def test_seed_that_was_not_committed_to_is_found_out(tmp_path):
    code, said = recount(tmp_path, package(RULES, [MATERIAL], seed=SEED).archive)

    assert code == 1
    assert "DIFFERS lot: the seed is not the one that the rule book committed to" in said


def test_category_left_out_is_found_out(made, tmp_path):
    def emptied(text):
        return json.dumps(json.loads(text) | {"categories": {}})

    code, said = recount(tmp_path, altered(made.archive, {"result.json": emptied}))

    assert code == 1
    assert "DIFFERS categories: announced [], in the rules ['first']" in said


@pytest.mark.parametrize("content", [b"", b"not a zip"])
def test_what_is_no_package_is_refused_in_one_line(tmp_path, content):
    code, said = recount(tmp_path, content)

    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(f"{tmp_path / 'package.zip'}: cannot be read: ")


def test_package_that_is_not_there_is_refused_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, FILE, tmp_path / "none.zip"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("file", ["rules.json", "result.json"])
def test_another_format_is_refused(made, tmp_path, file):
    other = altered(made.archive, {file: lambda t: t.replace("forebild-r", "other-r")})

    code, said = recount(tmp_path, other)

    assert (code, f"{file}: only forebild-" in said) == (2, True)


@pytest.mark.parametrize(
    ("ballots", "reason"),
    [
        ([CIA], f"ballots name who is not a finalist: {CIA}"),
        ([f"{ADA}+{ADA}"], f"a ballot names somebody twice: {ADA}, {ADA}"),
    ],
)
def test_ballot_that_cannot_be_counted_is_refused(made, tmp_path, ballots, reason):
    lines = "".join(f"first,{text}\n" for text in ballots)
    bad = altered(made.archive, {"ballots.csv": lambda _: f"category,ballot\n{lines}"})

    code, said = recount(tmp_path, bad)

    assert (code, reason in said) == (2, True)


def test_file_that_is_twice_in_the_package_is_refused(made, tmp_path):
    doubled = io.BytesIO(made.archive)
    with zipfile.ZipFile(doubled, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("rules.json", "{}")

    code, said = recount(tmp_path, doubled.getvalue())

    assert (code, "a file is in it twice" in said) == (2, True)
