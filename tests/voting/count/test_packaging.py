"""What a package holds, and whom it does not name."""

import hashlib
import json
import subprocess
import zipfile
from fractions import Fraction as F

import pytest

from tests.voting.count.packages import (
    FILE,
    SALT,
    SEED,
    alias,
    altered,
    contents,
    names_in,
    package,
    recount,
    result_in,
    sha256_of,
)
from voting.count.lots import commitment
from voting.count.reckoning import Material
from voting.count.sheets import Sheet
from voting.results.recount.archive import pack, unpack
from voting.results.recount.contents import Name

ADA, BEA, CIA, DUA = map(alias, ("ada", "bea", "cia", "dua"))
RULES = {
    "format": "forebild-rules/1",
    "categories": [{"slug": "first"}],
    "jury": {
        # Slugs that a demo left behind, under criteria that are called something else by now.
        "criteria": [{"slug": "old-name", "weight": 2}, {"slug": "other-name", "weight": 1}],
        "aggregate": "mean",
        "quorum": 1,
        "finalists": 2,
    },
    "vote": {"method": "irv"},
    "combination": {"rule": "points", "weights": {"jury": 1, "public": 1}},
    "ties": ["jury", "lot"],
    "lot": {"commitment": commitment(SEED)},
}
SHEETS = [
    Sheet("J2", ADA, {"old-name": F(5), "other-name": F(7, 2), "forgotten": F(1)}),
    Sheet("J1", ADA, {"old-name": F(4)}),
    Sheet("J1", BEA, {"other-name": F(3)}),
    Sheet("J2", CIA, {"other-name": F(1)}),
]
MATERIAL = Material(
    "first",
    [BEA, ADA, CIA],
    SHEETS,
    [(f"{BEA}>{ADA}", 2), (ADA, 1), (DUA, 1)],
    added=[DUA],
    left=[DUA],
)


@pytest.fixture(scope="module")
def made():
    return package(RULES, [MATERIAL])


@pytest.fixture(scope="module")
def files(made):
    return {name: content.decode() for name, content in unpack(made.archive).items()}


def test_package_holds_these_files(files):
    assert sorted(files) == [
        "README.txt",
        "ballots.csv",
        "decisions.csv",
        "figures.csv",
        "log-head.txt",
        "manifest.txt",
        "names.csv",
        "receipts.txt",
        "recount.py",
        "result.json",
        "rules.json",
        "scores.csv",
    ]


def test_ballots_stand_in_an_order_that_tells_nothing(files):
    assert files["ballots.csv"].splitlines() == [
        "category,ballot",
        f"first,{ADA}",
        f"first,{BEA}>{ADA}",
        f"first,{BEA}>{ADA}",
        f"first,{DUA}",
    ]


def test_criteria_are_called_by_their_place_in_the_rule_book(files):
    assert files["scores.csv"].splitlines() == [
        "category,entry,juror,criterion,score",
        f"first,{ADA},J1,c1,4",
        f"first,{ADA},J2,c1,5",
        f"first,{ADA},J2,c2,7/2",
        f"first,{BEA},J1,c2,3",
        f"first,{CIA},J1,c2,1",
    ]


def test_who_stood_was_added_and_left(files):
    assert files["decisions.csv"].splitlines() == [
        "category,entry,decision",
        f"first,{ADA},entry",
        f"first,{BEA},entry",
        f"first,{CIA},entry",
        f"first,{DUA},added",
        f"first,{DUA},left",
    ]


def test_small_files_say_what_they_should(files):
    receipts = files["receipts.txt"].splitlines()
    assert receipts == sorted(receipts)
    assert len(receipts) == len(files["ballots.csv"].splitlines()) - 1
    assert files["log-head.txt"] == f"7 {'c' * 64}\n"
    assert files["figures.csv"] == "category,side,entry,figure\n"
    assert files["recount.py"] == FILE.read_text()


def test_result_says_what_it_was_made_from(made, files):
    result = json.loads(files["result.json"])

    assert result == made.result
    assert {key: result[key] for key in ("format", "version", "earlier", "rules", "lot")} == {
        "format": "forebild-result/2",
        "version": 1,
        "earlier": None,
        "rules": {
            "version": 1,
            "sha256": hashlib.sha256(files["rules.json"].encode()).hexdigest(),
        },
        "lot": {"seed": SEED.hex(), "commitment": commitment(SEED)},
    }
    assert result["log_head"] == {"seq": 7, "hash": "c" * 64}
    assert result["publication"] == {
        "jury": {"as": "sheets", "people": 2, "aliases": "entry"},
        "public": {"first": {"as": "ballots", "people": 4}},
    }
    assert (result["for_auditor"], made.for_auditor) == (None, None)


def test_package_is_named_by_the_hash_of_its_manifest(made, files):
    assert made.sha256 == hashlib.sha256(files["manifest.txt"].encode()).hexdigest()
    assert sha256_of(made.archive) == made.sha256
    assert result_in(made.archive) == made.result


def test_manifest_is_read_by_the_usual_tool(made, tmp_path):
    (tmp_path / "package.zip").write_bytes(made.archive)
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path)

    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "manifest.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.count(": OK\n")) == (0, 10)


def test_same_contents_are_the_same_bytes_in_whatever_order_they_come(made):
    turned = Material(
        "first",
        MATERIAL.entries[::-1],
        SHEETS[::-1],
        MATERIAL.ballots[::-1],
        added=[DUA],
        left=[DUA],
    )
    names = contents(RULES, [MATERIAL]).names[::-1]

    assert package(RULES, [MATERIAL]).archive == made.archive
    assert package(RULES, [turned], names=names).archive == made.archive


def test_package_says_more_where_it_is_given_more_and_counts_the_same(tmp_path):
    made = package(RULES, [MATERIAL], more={"award": "arets-it-kvinna", "year": 2026})

    assert made.result["award"] == "arets-it-kvinna"
    assert recount(tmp_path, made.archive)[0] == 0


def test_package_of_a_made_up_year_says_so_first(tmp_path):
    made = package(RULES, [MATERIAL], more={"made_up": True})

    readme = unpack(made.archive)["README.txt"].decode()
    code, said = recount(tmp_path, made.archive)

    assert readme.startswith("Påhittad övning: ingenting här är på riktigt.")
    assert (code, said.splitlines()[0]) == (0, "a made-up rehearsal: nothing here is real")


def test_package_of_a_real_year_says_nothing_of_rehearsals(files):
    assert "Påhittad" not in files["README.txt"]


def test_what_the_counter_says_cannot_be_said_for_it():
    with pytest.raises(ValueError, match="the result says itself: categories, names"):
        package(RULES, [MATERIAL], more={"names": {}, "categories": {}, "award": "x"})


@pytest.mark.parametrize(
    ("materials", "changes"),
    [
        ([Material("first", ["ada"])], {}),
        ([Material("first", [ADA], added=["ada-lovelace"])], {}),
        ([Material("first", [ADA], left=["ada-lovelace"])], {}),
        ([Material("first", [ADA], [Sheet("J1", "ada", {})])], {}),
        ([Material("first", [ADA], [Sheet("juror-1", ADA, {})])], {}),
        ([Material("first", [ADA], [Sheet("J0", ADA, {})])], {}),
        ([], {"names": [Name("ada", "Ada", "", SALT)]}),
    ],
)
def test_nobody_is_packed_by_anything_but_an_alias(materials, changes):
    with pytest.raises(ValueError, match="1 people are not named by alias"):
        contents(RULES, materials, **changes)


def test_refusal_does_not_say_the_name():
    with pytest.raises(ValueError, match="not named by alias") as refused:
        contents(RULES, [Material("first", ["ada-lovelace"])])

    assert "ada" not in str(refused.value)


def test_only_those_who_are_public_are_called_anything(tmp_path):
    """Cia said no and never became a finalist: her alias alone is there."""
    public = [Name(ADA, "Ada Lovelace", "Analytical Engines, Ltd", SALT)]

    made = package(RULES, [MATERIAL], names=public)

    assert names_in(made.archive) == {ADA: public[0]}
    assert set(made.result["names"]) == {ADA}
    code, said = recount(tmp_path, made.archive)
    assert (code, f"first: 2. {BEA}\n" in said) == (0, True)
    assert f"Ada Lovelace ({ADA})" in said


def test_names_stand_in_the_annex_alone(made):
    core = {n: c for n, c in unpack(made.archive).items() if n != "names.csv"}

    assert b"Name of" not in b"".join(core.values())
    assert SALT.encode() not in b"".join(core.values())


def test_files_come_out_as_they_went_in():
    files = {"b.txt": b"\x00\xff", "a.txt": b""}

    assert unpack(pack(files)) == files
    assert pack(files) == pack(dict(sorted(files.items())))


def test_seed_may_be_unopened(tmp_path):
    made = package(RULES, [MATERIAL], seed=None)

    assert made.result["lot"] == {"seed": None, "commitment": None}
    assert recount(tmp_path, made.archive)[0] == 0


def test_decision_of_another_kind_is_for_the_reader(made, tmp_path):
    more = altered(made.archive, {"decisions.csv": lambda t: t + f"first,{ADA},praised\n"})

    assert recount(tmp_path, more)[0] == 0
